// Keeps a log at its end while following, and notices when the reader scrolls away from the end or back to it.

const nearEnd = 24;

export function follow(frame, component, initially) {
  let following = initially;
  let lastTop = frame.scrollTop;

  const toEnd = () => {
    if (following) {
      frame.scrollTop = frame.scrollHeight;
    }
  };

  const change = value => {
    if (following !== value) {
      following = value;
      component.invokeMethodAsync("OnScrolledAsync", value);
    }
  };

  // Lines that arrive move the end away but never move the view up: only a reader does that.
  const scrolled = () => {
    const atEnd = frame.scrollHeight - frame.scrollTop - frame.clientHeight < nearEnd;
    if (atEnd) {
      change(true);
    } else if (frame.scrollTop < lastTop - 1 && intent) {
      change(false);
    }
    lastTop = frame.scrollTop;
  };

  let intent = false;
  const meant = () => { intent = true; };
  const intents = ["wheel", "touchmove", "pointerdown", "keydown"];
  intents.forEach(name => frame.addEventListener(name, meant, { passive: true }));
  frame.addEventListener("scroll", scrolled, { passive: true });
  const mutations = new MutationObserver(toEnd);
  mutations.observe(frame, { childList: true, subtree: true, attributes: true, attributeFilter: ["style"] });
  const resizes = new ResizeObserver(toEnd);
  resizes.observe(frame);
  toEnd();

  return {
    set(value) {
      following = value;
      intent = false;
      toEnd();
    },
    stop() {
      mutations.disconnect();
      resizes.disconnect();
      frame.removeEventListener("scroll", scrolled);
      intents.forEach(name => frame.removeEventListener(name, meant));
    },
  };
}

export async function download(fileName, stream) {
  const address = URL.createObjectURL(new Blob([await stream.arrayBuffer()], { type: "text/plain;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(address);
}

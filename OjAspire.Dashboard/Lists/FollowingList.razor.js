// Keeps a list at its end while following, and notices when the reader scrolls away from the end or back to it.

const nearEnd = 24;

export function follow(frame, component, initially) {
  let following = initially;
  let lastTop = frame.scrollTop;

  const toEnd = () => {
    if (following) {
      frame.scrollTop = frame.scrollHeight;
    }
  };

  // Brings the row of the wanted index into the middle, once there are rows enough; all are equally high.
  let wanted = null;
  const toWanted = () => {
    const height = frame.querySelector(".list-row")?.offsetHeight;
    if (height && frame.scrollHeight >= (wanted + 1) * height) {
      frame.scrollTop = wanted * height - (frame.clientHeight - height) / 2;
      wanted = null;
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
  const meant = () => {
    intent = true;
    wanted = null;
  };
  const intents = ["wheel", "touchmove", "pointerdown", "keydown"];
  intents.forEach(name => frame.addEventListener(name, meant, { passive: true }));
  frame.addEventListener("scroll", scrolled, { passive: true });
  const mutations = new MutationObserver(() => wanted === null ? toEnd() : toWanted());
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
    show(index) {
      following = false;
      wanted = index;
      toWanted();
    },
    stop() {
      mutations.disconnect();
      resizes.disconnect();
      frame.removeEventListener("scroll", scrolled);
      intents.forEach(name => frame.removeEventListener(name, meant));
    },
  };
}

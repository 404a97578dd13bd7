// Notices whether somebody reads the table: the pointer is over it, a row has the focus, or it is scrolled away from its top.

const nearTop = 8;

export function watch(frame, component) {
  let reading = false;
  let pointed = false;

  const look = () => {
    const now = pointed || frame.scrollTop > nearTop || frame.contains(document.activeElement);
    if (now !== reading) {
      reading = now;
      component.invokeMethodAsync("OnReadingAsync", now);
    }
  };
  // A finger leaves when it is lifted; what it has scrolled to tells the rest.
  const entered = () => { pointed = true; look(); };
  const left = () => { pointed = false; look(); };
  // The focus is nowhere yet while it leaves.
  const focusLeft = () => requestAnimationFrame(look);

  frame.addEventListener("pointerenter", entered);
  frame.addEventListener("pointerleave", left);
  frame.addEventListener("focusin", look);
  frame.addEventListener("focusout", focusLeft);
  frame.addEventListener("scroll", look, { passive: true });

  return {
    toTop() {
      if (frame.contains(document.activeElement)) {
        document.activeElement.blur();
      }
      frame.scrollTop = 0;
    },
    stop() {
      frame.removeEventListener("pointerenter", entered);
      frame.removeEventListener("pointerleave", left);
      frame.removeEventListener("focusin", look);
      frame.removeEventListener("focusout", focusLeft);
      frame.removeEventListener("scroll", look);
    },
  };
}

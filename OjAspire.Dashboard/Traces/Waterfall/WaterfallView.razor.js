// What only the browser can do for a waterfall: keep keys from scrolling, scroll to a row, let a range be drawn on the axis.

const own = new Set(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown"]);
const leastDrag = 6;

export function handle(frame, component) {
  const head = frame.querySelector(".waterfall-head");
  const axis = frame.querySelector(".waterfall-axis");
  let drag = null;

  const pressed = event => {
    if (own.has(event.key) && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault();
    }
  };

  const place = event => {
    const box = axis.getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
  };
  const began = event => {
    if (event.button !== 0) {
      return;
    }
    const range = document.createElement("span");
    range.className = "waterfall-range";
    axis.append(range);
    axis.setPointerCapture(event.pointerId);
    drag = { from: place(event), x: event.clientX, range };
    moved(event);
    event.preventDefault();
  };
  const moved = event => {
    if (drag) {
      const to = place(event);
      drag.range.style.left = `${Math.min(drag.from, to) * 100}%`;
      drag.range.style.width = `${Math.abs(to - drag.from) * 100}%`;
    }
  };
  const ended = event => {
    if (drag) {
      const { from, x, range } = drag;
      drag = null;
      range.remove();
      if (event.type === "pointerup" && Math.abs(event.clientX - x) >= leastDrag) {
        component.invokeMethodAsync("OnZoomed", from, place(event));
      }
    }
  };

  frame.addEventListener("keydown", pressed);
  axis.addEventListener("pointerdown", began);
  axis.addEventListener("pointermove", moved);
  axis.addEventListener("pointerup", ended);
  axis.addEventListener("pointercancel", ended);

  return {
    show(top, height) {
      const room = frame.clientHeight - head.offsetHeight;
      if (top < frame.scrollTop) {
        frame.scrollTop = top;
      } else if (top + height > frame.scrollTop + room) {
        frame.scrollTop = top + height - room;
      }
    },
    stop() {
      frame.removeEventListener("keydown", pressed);
      axis.removeEventListener("pointerdown", began);
      axis.removeEventListener("pointermove", moved);
      axis.removeEventListener("pointerup", ended);
      axis.removeEventListener("pointercancel", ended);
    },
  };
}

// How much of the graph is seen: moved by dragging, by arrow keys and by what has the focus; zoomed by the wheel, by two fingers and by keys.
export function start(frame) {
  const canvas = frame.querySelector(".graph-canvas");
  const plane = frame.querySelector(".graph-plane");
  const pointers = new Map();
  const leaving = new AbortController();
  const options = { signal: leaving.signal };
  let view = { x: 0, y: 0, scale: 1 };
  let touched = false;
  let dragged = 0;

  function show(next) {
    view = next;
    canvas.style.transform = `translate(${view.x}px, ${view.y}px) scale(${view.scale})`;
    frame.dataset.scale = view.scale.toFixed(3);
  }

  function zoomAt(factor, x, y) {
    const scale = Math.min(2.5, Math.max(0.2, view.scale * factor));
    const by = scale / view.scale;
    touched = true;
    show({ x: x - (x - view.x) * by, y: y - (y - view.y) * by, scale });
  }

  function moveBy(x, y) {
    touched = true;
    show({ ...view, x: view.x + x, y: view.y + y });
  }

  function zoom(factor) {
    zoomAt(factor, frame.clientWidth / 2, frame.clientHeight / 2);
  }

  function fit() {
    const scale = Math.min(1, frame.clientWidth / plane.offsetWidth, frame.clientHeight / plane.offsetHeight);
    touched = false;
    show({ x: (frame.clientWidth - plane.offsetWidth * scale) / 2, y: Math.max(0, (frame.clientHeight - plane.offsetHeight * scale) / 2), scale });
  }

  function place(event) {
    const box = frame.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  frame.addEventListener("wheel", event => {
    event.preventDefault();
    const { x, y } = place(event);
    zoomAt(Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.0015)), x, y);
  }, { ...options, passive: false });

  frame.addEventListener("pointerdown", event => {
    if (!event.target.closest(".graph-tools")) {
      pointers.set(event.pointerId, place(event));
      dragged = 0;
    }
  }, options);

  window.addEventListener("pointermove", event => {
    const before = pointers.get(event.pointerId);
    if (!before) {
      return;
    }
    const now = place(event);
    pointers.set(event.pointerId, now);
    const others = [...pointers].filter(([id]) => id !== event.pointerId);
    if (others.length === 0) {
      dragged += Math.hypot(now.x - before.x, now.y - before.y);
      moveBy(now.x - before.x, now.y - before.y);
    } else {
      const other = others[0][1];
      dragged = Infinity;
      zoomAt(Math.hypot(now.x - other.x, now.y - other.y) / Math.max(1, Math.hypot(before.x - other.x, before.y - other.y)), other.x, other.y);
    }
  }, options);

  for (const end of ["pointerup", "pointercancel"]) {
    window.addEventListener(end, event => pointers.delete(event.pointerId), options);
  }

  // The end of a drag is no click.
  frame.addEventListener("click", event => {
    if (dragged > 6) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    dragged = 0;
  }, { ...options, capture: true });

  frame.addEventListener("keydown", event => {
    const step = 60;
    const action = event.ctrlKey || event.altKey || event.metaKey ? null : {
      ArrowLeft: () => moveBy(step, 0), ArrowRight: () => moveBy(-step, 0), ArrowUp: () => moveBy(0, step), ArrowDown: () => moveBy(0, -step),
      "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), "0": fit,
    }[event.key];
    if (action) {
      event.preventDefault();
      action();
    }
  }, options);

  // What has the focus is seen. The browser would scroll the frame, which shows a part of it only.
  frame.addEventListener("focusin", event => {
    frame.scrollTo(0, 0);
    const node = event.target.closest(".graph-node");
    if (node) {
      const [box, outer] = [node.getBoundingClientRect(), frame.getBoundingClientRect()];
      const x = Math.max(0, outer.left + 8 - box.left) - Math.max(0, box.right - outer.right + 8);
      const y = Math.max(0, outer.top + 8 - box.top) - Math.max(0, box.bottom - outer.bottom + 8);
      if (x !== 0 || y !== 0) {
        moveBy(x, y);
      }
    }
  }, options);

  // Until somebody has moved it, all of it is seen, whatever comes and goes.
  const resized = new ResizeObserver(() => touched || fit());
  resized.observe(frame);
  resized.observe(plane);
  fit();

  return {
    zoom,
    fit,
    stop() {
      leaving.abort();
      resized.disconnect();
    },
  };
}

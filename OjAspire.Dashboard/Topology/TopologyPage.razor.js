// Lights up the row and the column of what the reader points at or has the focus on, and moves the focus through the matrix by keys.

const steps = {
  ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
  PageUp: [-10, 0], PageDown: [10, 0], Home: [0, -Infinity], End: [0, Infinity],
};

export function point(frame) {
  let hot = [];

  const cool = () => {
    hot.forEach(element => element.removeAttribute("data-hot"));
    hot = [];
    frame.querySelectorAll("[data-hover]").forEach(view => view.removeAttribute("data-pointed"));
  };

  const warm = event => {
    const target = event.target.closest?.("[data-row], [data-column]");
    const view = target?.closest("[data-hover]");
    cool();
    if (!view) {
      return;
    }
    const { row, column } = target.dataset;
    // A line belongs to both; a cell lights up its whole row and column, a node all of its own.
    const isLine = target.closest("svg") !== null;
    hot = [...view.querySelectorAll("[data-row], [data-column]")].filter(element => isLine
      ? (element.dataset.row ?? row) === row && (element.dataset.column ?? column) === column
      : (row !== undefined && element.dataset.row === row) || (column !== undefined && element.dataset.column === column));
    hot.forEach(element => element.setAttribute("data-hot", ""));
    view.setAttribute("data-pointed", "");
  };

  const cellAt = (grid, row, column) => grid.querySelector(`[aria-rowindex="${row}"] > [aria-colindex="${column}"]`);

  const go = (grid, cell) => {
    grid.querySelectorAll('[tabindex="0"]').forEach(other => { other.tabIndex = -1; });
    cell.tabIndex = 0;
    cell.focus();
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  };

  const pressed = event => {
    const cell = event.target.closest?.("[aria-colindex]");
    const grid = cell?.closest('[role="grid"]');
    if (!grid || event.target !== cell) {
      return;
    }
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      cell.click();
      return;
    }
    const step = steps[event.key];
    if (!step || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    event.preventDefault();
    const clamp = (value, most) => Math.min(Math.max(value, 1), most);
    const row = clamp(Number(cell.parentElement.getAttribute("aria-rowindex")) + step[0], Number(grid.getAttribute("aria-rowcount")));
    const column = clamp(Number(cell.getAttribute("aria-colindex")) + step[1], Number(grid.getAttribute("aria-colcount")));
    const next = cellAt(grid, row, column);
    if (next) {
      go(grid, next);
    }
  };

  frame.addEventListener("pointerover", warm);
  frame.addEventListener("pointerleave", cool);
  frame.addEventListener("focusin", warm);
  frame.addEventListener("focusout", cool);
  frame.addEventListener("keydown", pressed);
  return {
    stop() {
      frame.removeEventListener("pointerover", warm);
      frame.removeEventListener("pointerleave", cool);
      frame.removeEventListener("focusin", warm);
      frame.removeEventListener("focusout", cool);
      frame.removeEventListener("keydown", pressed);
    },
  };
}

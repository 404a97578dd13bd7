// Tells the page which of its keys was pressed, unless the key belongs to what has the focus: a field for text, a list, a menu, a dialog.
const owners = "input, textarea, select, [contenteditable], fluent-text-input, fluent-textarea, fluent-dropdown, fluent-listbox, fluent-option, fluent-menu, fluent-menu-list, fluent-dialog, dialog";

export function listen(page, keys) {
  const leaving = new AbortController();
  document.addEventListener("keydown", event => {
    if (event.defaultPrevented || event.repeat || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) {
      return;
    }
    const key = event.key.toLowerCase();
    const owned = event.composedPath().some(element => element instanceof Element && element.matches(owners));
    if (!owned && keys.includes(key) && !document.querySelector("fluent-dialog dialog[open], dialog[open]")) {
      event.preventDefault();
      page.invokeMethodAsync("PressAsync", key);
    }
  }, { signal: leaving.signal });
  return { stop: () => leaving.abort() };
}

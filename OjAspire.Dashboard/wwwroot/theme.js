// Before the first paint: the remembered theme, so that a dark page does not flash white while the components load.
// Afterwards: what the browser itself draws (scroll bars, inputs) follows the theme that the components have.
try {
  const mode = JSON.parse(localStorage.getItem("fluentui-blazor:theme-settings") ?? "{}").mode;
  if (mode === "dark" || mode === "light") {
    document.documentElement.style.colorScheme = mode;
  }
} catch {
  // Without storage the system's theme applies.
}

document.addEventListener("DOMContentLoaded", () => {
  document.body.addEventListener("themeChanged", event => {
    document.documentElement.style.colorScheme = event.detail.isDark ? "dark" : "light";
  });
});

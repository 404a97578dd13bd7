// How far this browser's clock is from UTC, now.
export function utcOffsetInMinutes() {
  return -new Date().getTimezoneOffset();
}

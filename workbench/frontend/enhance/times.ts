// Pages come with times in UTC; readers see them in their own zone.

/** `data-time` on <time>: "medium" is rewritten, "ago" and "date" get the full time as a title. */
export function localTimes(page: Document): void {
  const format = new Intl.DateTimeFormat(page.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
  for (const time of page.querySelectorAll<HTMLTimeElement>("time[data-time]")) {
    const local = format.format(new Date(time.dateTime));
    if (time.dataset["time"] === "medium") time.textContent = local;
    else time.title = local;
  }
}

// The page of long work follows it: every second it asks for itself and takes over what changed.

const PAUSE = 1000;
const LONGEST_PAUSE = 15_000;

void follow(PAUSE);

async function follow(pause: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, pause));
  const answer = await ask();
  if (answer === undefined) return follow(Math.min(2 * pause, LONGEST_PAUSE));
  const here = document.querySelector<HTMLElement>("[data-job]");
  const there = answer.querySelector<HTMLElement>("[data-job]");
  if (here === null || there === null) return location.reload(); // signed out, or gone
  if (there.dataset["then"] !== undefined) return location.replace(there.dataset["then"]);
  takeOver(here, there);
  if (there.dataset["ended"] === "false") return follow(PAUSE);
}

async function ask(): Promise<Document | undefined> {
  try {
    const response = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (!response.ok) return undefined;
    return new DOMParser().parseFromString(await response.text(), "text/html");
  } catch {
    return undefined; // no network: asks again later
  }
}

/** The form stays as it is, so that nobody's button moves away under the pointer. */
function takeOver(here: HTMLElement, there: HTMLElement): void {
  if (there.dataset["ended"] === "true") {
    here.replaceChildren(...there.childNodes);
    return;
  }
  for (const name of ["p", "progress"]) {
    const now = there.querySelector(name);
    if (now !== null) here.querySelector(name)?.replaceWith(now);
  }
}

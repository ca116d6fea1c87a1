// The line about a re-check follows it.

const PAUSE = 1000;
const LONGEST_PAUSE = 15_000;

export async function followRechecking(pause = PAUSE): Promise<void> {
  const line = document.querySelector<HTMLElement>("[data-rechecking][data-running]");
  if (line === null) return;
  await new Promise((resolve) => setTimeout(resolve, pause));
  const state = await ask(line.dataset["rechecking"] ?? "");
  if (state === undefined) return followRechecking(Math.min(2 * pause, LONGEST_PAUSE));
  const text = line.querySelector("span");
  if (text !== null) text.textContent = state.text;
  if (state.running) return followRechecking(PAUSE);
  line.removeAttribute("data-running");
  line.classList.add("rechecking-done");
}

type State = { running: boolean; text: string };

async function ask(address: string): Promise<State | undefined> {
  try {
    const response = await fetch(address, { headers: { Accept: "application/json" } });
    return response.ok ? ((await response.json()) as State) : undefined;
  } catch {
    return undefined; // no network: asks again later
  }
}

import assert from "node:assert/strict";
import { test } from "node:test";
import { Refusal, Unreachable, type Saved, type Target } from "./api.ts";
import { Saver, type Standing } from "./saving.ts";

const NOW = { pause: 0, retry: [0] };

/** A server that answers as told, one answer for each request; what was sent is in `sent`. */
class Server {
  readonly sent: string[] = [];
  private readonly answers: (Error | null)[] = [];

  answer(...answers: (Error | null)[]): this {
    this.answers.push(...answers);
    return this;
  }

  readonly save = async (_id: number, body: { text: string; version: number; action?: string }): Promise<Saved> => {
    this.sent.push(`${body.action}:${body.version}:${body.text}`);
    await Promise.resolve();
    const failure = this.answers.shift() ?? null;
    if (failure !== null) throw failure;
    return { target: { text: body.text, version: body.version + 1 } as Target } as Saved;
  };
}

function saver(server: Server, room = true): { saver: Saver; said: Standing[]; kept: Map<number, string> } {
  const said: Standing[] = [];
  const kept = new Map<number, string>();
  const drafts = {
    keep: (_id: number, version: number, _base: string, text: string) => (room && kept.set(version, text), room),
    forget: (_id: number, version: number) => void kept.delete(version),
  };
  const listener = { standing: (one: Standing) => void said.push(one), saved: () => undefined, conflict: () => undefined };
  return { saver: new Saver(server, drafts, 1, { text: "", version: 3 }, listener, NOW), said, kept };
}

/** Waits until the saver has nothing more to do: the machine may be slow, the order is what counts. */
async function until(done: () => boolean): Promise<void> {
  for (let turn = 0; turn < 2000 && !done(); turn += 1) await new Promise((resolve) => setTimeout(resolve, 1));
}

test("what is typed is kept until it is acknowledged, and sent again until then", async () => {
  const server = new Server().answer(new Unreachable(), new Refusal(503, {}), null);
  const { saver: one, said, kept } = saver(server);
  one.edit("слово");
  assert.equal(kept.get(3), "слово");
  await until(() => said.at(-1) === "saved");
  assert.deepEqual(server.sent, ["draft:3:слово", "draft:3:слово", "draft:3:слово"]);
  assert.equal(said.at(-1), "saved");
  assert.deepEqual([one.version, one.stored, kept.size], [4, "слово", 0]);
});

test("a confirmation without an answer is told and not done later", async () => {
  const server = new Server().answer(null, new Unreachable());
  const { saver: one, said } = saver(server);
  one.edit("слово");
  await one.flush();
  await assert.rejects(one.confirm(), Unreachable);
  await until(() => server.sent.length > 2 || said.at(-1) === "saved");
  assert.deepEqual(server.sent, ["draft:3:слово", "confirm:4:слово"]);
  assert.equal(said.at(-1), "saved"); // the text is
});

test("after a confirmation without an answer the text itself is still sent", async () => {
  const server = new Server().answer(new Unreachable(), null);
  const { saver: one, said } = saver(server);
  one.edit("слово");
  await assert.rejects(one.confirm(), Unreachable);
  await until(() => said.at(-1) === "saved");
  assert.deepEqual(server.sent, ["confirm:3:слово", "draft:3:слово"]);
  assert.equal(said.at(-1), "saved");
});

test("a refused text that is typed back is no longer said to be refused", async () => {
  const server = new Server().answer(new Refusal(422, { detail: "Too long." }));
  const { saver: one, said } = saver(server);
  one.edit("слово");
  await one.flush();
  assert.equal(said.at(-1), "refused");
  one.edit("");
  assert.equal(said.at(-1), "saved");
});

test("a reviewer's correction waits for the approval", async () => {
  const server = new Server();
  const { saver: one, kept } = saver(server);
  one.held = true;
  one.edit("слово");
  assert.equal(await one.flush(), false);
  assert.deepEqual([server.sent, kept.get(3)], [[], "слово"]);
});

test("a browser without room never says that it keeps the text", async () => {
  const server = new Server().answer(new Unreachable(), new Refusal(401, {}), null);
  const { saver: one, said } = saver(server, false);
  one.edit("слово");
  await until(() => said.at(-1) === "saved");
  assert.deepEqual(new Set(said), new Set(["unkept", "saving", "saved"]));
});

test("an answer that was lost on its way is no conflict", async () => {
  const current = { text: "слово", version: 4 };
  const server = new Server().answer(new Refusal(409, { error: "StaleVersion", current }));
  const { saver: one, said } = saver(server);
  one.edit("слово");
  await one.flush();
  assert.equal(said.at(-1), "saved");
  assert.equal(one.version, 4);
});

test("with the session of somebody else nothing is sent as theirs", async () => {
  const server = new Server().answer(...Array.from({ length: 50 }, () => new Refusal(401, { error: "SomebodyElse" })));
  const { saver: one, said, kept } = saver(server);
  one.edit("слово");
  await until(() => server.sent.length > 2);
  one.stop();
  assert.equal(said.includes("somebody-else"), true);
  assert.deepEqual([one.stored, kept.get(3)], ["", "слово"]);
});

import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";

/** A bench script in a separate process, which answers each message with one message. */
export type Child = {
  ask: <Answer>(message: object) => Promise<Answer>;
  first: <Answer>() => Promise<Answer>;
  stop: () => void;
  pid: number;
};

/** Starts `bench/<script>`. Its output is discarded, as a server's would go to a file; its errors go to this process's. */
export function startChild(script: string, env: Record<string, string>): Child {
  const child = fork(join(import.meta.dirname, script), {
    env: { ...process.env, ...env },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  return {
    first: () => nextMessage(child, script),
    ask: (message) => {
      const answer = nextMessage<never>(child, script);
      child.send(message);
      return answer;
    },
    stop: () => child.kill("SIGKILL"),
    pid: child.pid ?? 0,
  };
}

function nextMessage<Answer>(child: ChildProcess, script: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const gone = () => reject(new Error(`bench/${script} ended before it answered`));
    child.once("exit", gone);
    child.once("message", (message) => {
      child.off("exit", gone);
      const failed = (message as { error?: string }).error;
      if (failed) reject(new Error(`bench/${script}: ${failed}`));
      else resolve(message as Answer);
    });
  });
}

import { connect } from "node:net";

/**
 * One kept-alive HTTP/1.1 connection with one request at a time. Written by hand, because the generator shares the machine
 * with the contenders: Node's own client costs as much for a request as the fastest contender does.
 */
export type Connection = { ask: (request: string) => Promise<number>; close: () => void };

export function openConnection(port: number): Promise<Connection> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    let text = "";
    let pending: { resolve: (status: number) => void; reject: (error: Error) => void } | undefined;

    socket.setEncoding("latin1");
    socket.once("error", reject);
    socket.once("connect", () => resolve({ ask, close: () => socket.destroy() }));
    socket.on("close", () => pending?.reject(new Error("the contender hung up")));
    socket.on("data", (chunk: string) => {
      text += chunk;
      if (!isWhole(text)) return;
      const status = Number(text.slice(9, 12));
      text = "";
      const asked = pending;
      pending = undefined;
      asked?.resolve(status);
    });

    function ask(request: string): Promise<number> {
      return new Promise((resolveAsk, rejectAsk) => {
        pending = { resolve: resolveAsk, reject: rejectAsk };
        socket.write(request, "latin1");
      });
    }
  });
}

/** Whether the text is a complete response; bodies are framed by a length or by chunks. */
function isWhole(text: string): boolean {
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return false;
  const head = text.slice(0, end);
  const length = /\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length !== undefined) return text.length >= end + 4 + Number(length);
  if (/\ntransfer-encoding: *chunked/i.test(head)) return text.endsWith("\r\n0\r\n\r\n");
  return true;
}

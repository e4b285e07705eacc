import { createServer, type Server, type Socket } from "node:net";
import { forgetSingleton } from "#lib/platform/singleton";
import { smtp } from "../smtp.ts";

/**
 * A mail server that keeps what it is given, at the network's edge: the mails as they came over the wire, and the commands that
 * named their sender and receiver. `broken` refuses everything at the greeting.
 */
export class MailServer {
  readonly messages: string[] = [];
  readonly commands: string[] = [];
  broken = false;
  #server: Server | undefined;

  async start(): Promise<string> {
    const server = createServer((socket) => this.#talk(socket));
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    return `smtp://127.0.0.1:${typeof address === "object" ? address?.port : 0}?ignoreTLS=true`;
  }

  stop(): void {
    this.#server?.close();
  }

  #talk(socket: Socket): void {
    let buffer = "";
    let inData = false;
    socket.on("error", () => undefined);
    socket.write(this.broken ? "421 too busy\r\n" : "220 ready\r\n");
    socket.on("data", (chunk) => {
      buffer += chunk.toString("utf8");
      if (inData && buffer.includes("\r\n.\r\n")) {
        this.messages.push(unstuffed(buffer.slice(0, buffer.indexOf("\r\n.\r\n"))));
        buffer = buffer.slice(buffer.indexOf("\r\n.\r\n") + 5);
        inData = false;
        socket.write("250 taken\r\n");
      }
      while (!inData && buffer.includes("\r\n")) {
        const line = buffer.slice(0, buffer.indexOf("\r\n"));
        buffer = buffer.slice(line.length + 2);
        this.commands.push(line);
        inData = /^DATA/i.test(line);
        socket.write(inData ? "354 go on\r\n" : /^QUIT/i.test(line) ? "221 bye\r\n" : "250 ok\r\n");
      }
    });
  }
}

/** A line that begins with a dot travels with a second one, RFC 5321. */
const unstuffed = (message: string) => message.replaceAll(/^\.\./gm, ".");

/** Sets or removes variables of the environment, and forgets the connection that came from them. */
export function configureMail(variables: Record<string, string | undefined>): void {
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  if (process.env.SMTP_URL) smtp()?.close();
  forgetSingleton("env");
  forgetSingleton("smtp");
}

export type MailPart = { headers: Record<string, string>; body: Buffer };

/** The parts of a mail that are no containers, with their bodies decoded. */
export function partsOf(message: string): MailPart[] {
  const [head = "", ...rest] = message.split(/\r?\n\r?\n/);
  const headers = headersOf(head);
  const body = rest.join("\r\n\r\n");
  const boundary = /boundary="?([^";]+)"?/.exec(headers["content-type"] ?? "")?.[1];
  if (boundary === undefined) return [{ headers, body: decode(body, headers["content-transfer-encoding"] ?? "") }];
  return body
    .split(`--${boundary}`)
    .slice(1, -1)
    .flatMap((part) => partsOf(part.replace(/^\r?\n/, "")));
}

function headersOf(head: string): Record<string, string> {
  const lines = head.replaceAll(/\r?\n[ \t]+/g, " ").split(/\r?\n/);
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 1).trim()]),
  );
}

function decode(body: string, encoding: string): Buffer {
  if (encoding === "base64") return Buffer.from(body, "base64");
  if (encoding !== "quoted-printable") return Buffer.from(body);
  const bytes = body
    .replaceAll(/=\r?\n/g, "")
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1");
}

import nodemailer, { type Transporter } from "nodemailer";
import { env } from "#lib/platform/env";
import { singleton } from "#lib/platform/singleton";

/** The way to the mail server of `SMTP_URL`, or undefined when none is configured. Gives up on a silent server in 10 s. */
export function smtp(): Transporter | undefined {
  const { SMTP_URL: url } = env();
  if (!url) return undefined;
  return singleton("smtp", () =>
    nodemailer.createTransport({
      url,
      pool: true,
      maxConnections: 3,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 10_000,
      disableFileAccess: true,
      disableUrlAccess: true,
    }),
  );
}

import { log } from "#lib/platform/observability/log";
import { isDisposable } from "../reputation/reputation-of.ts";
import { countRisk } from "./assess-risk.ts";
import { countAlike } from "./count-alike.ts";
import { mailCrowd } from "./crowd-strengths.ts";
import { judgeRisk, type Risk } from "./judge-risk.ts";
import { mailFamily } from "./mail-family.ts";
import { signUps } from "./metrics.ts";

/**
 * The risk of a new account by its mail address: whether its domain gives out throw-away addresses, and how many accounts variants of it
 * made within ten minutes. It is counted and refuses nobody; the same signals come again with every challenge that the account asks
 * for, where they make more work. Nothing of it is stored. Never throws.
 */
export async function assessSignUp(mail: string): Promise<Risk | undefined> {
  try {
    const [isThrowAway, [ofMail = 0]] = await Promise.all([
      isDisposable(mail),
      countAlike([`sign-up ${mailFamily(mail)}`], mail.toLowerCase()),
    ]);
    const risk = countRisk(judgeRisk({ disposable_mail: isThrowAway ? 1 : 0, mail_crowd: mailCrowd(ofMail) }));
    signUps.inc({ signal: risk.reasons[0] ?? "none" });
    return risk;
  } catch (error) {
    log().warn({ err: error }, "a new account could not be judged by its mail address");
    return undefined;
  }
}

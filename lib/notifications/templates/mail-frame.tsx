import { Body, Button, Container, Head, Heading, Html, Link, Preview, Section, Text } from "@react-email/components";
import type { ReactNode } from "react";
import { look } from "./mail-look.ts";

/** The frame of every mail. Mail programs support neither CSS variables nor a dark theme, so colours are literal. */
export function MailFrame(props: {
  locale: string;
  preview: string;
  title: string;
  footer: string;
  appUrl: string;
  children: ReactNode;
}) {
  return (
    <Html lang={props.locale}>
      <Head>
        <meta name="color-scheme" content="light" />
        <meta name="supported-color-schemes" content="light" />
      </Head>
      <Preview>{props.preview}</Preview>
      <Body style={look.body}>
        <Container style={look.container}>
          <Section style={look.masthead}>
            <Link href={props.appUrl} style={look.brand}>
              <span style={look.dimSeat}>▪</span>
              <span style={look.brightSeat}>▪</span>
              <span style={look.dimSeat}>▪</span> Fairseat
            </Link>
          </Section>
          <Section style={look.sheet}>
            <Heading as="h1" style={look.title}>
              {props.title}
            </Heading>
            {props.children}
          </Section>
          <Text style={look.footer}>{props.footer}</Text>
        </Container>
      </Body>
    </Html>
  );
}

/** The one next step of a mail. */
export function MailButton({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Section style={look.buttonRow}>
      <Button href={href} style={look.button}>
        {children}
      </Button>
    </Section>
  );
}

/** A line of words on the left and a figure on the right. */
export function MailLine({ label, value, isTotal }: { label: ReactNode; value: ReactNode; isTotal?: boolean }) {
  const style = isTotal ? look.totalLine : look.line;
  return (
    <table role="presentation" width="100%" cellPadding={0} cellSpacing={0} style={look.lineTable}>
      <tbody>
        <tr>
          <td style={style}>{label}</td>
          <td style={{ ...style, ...look.figure }}>{value}</td>
        </tr>
      </tbody>
    </table>
  );
}

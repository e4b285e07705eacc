/** A page of the simulator; `body` is HTML. */
export function sandboxPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${escapeHtml(title)} · Sandbox bank</title>
  <style>${STYLE}</style>
</head>
<body>
  <main>
    <p class="note">Sandbox bank: a test, no money moves.</p>
    <h1>${escapeHtml(title)}</h1>
    ${body}
  </main>
</body>
</html>`;
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const STYLE = `
  :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: light-dark(#f3f2ee, #14151a); color: light-dark(#1b1c22, #f1f0ea); }
  main { box-sizing: border-box; width: min(26rem, 100vw); padding: 2rem; border-radius: 12px; background: light-dark(#fff, #1e2027); }
  h1 { margin: 0 0 .5rem; font-size: 1.5rem; line-height: 1.2; }
  .note { margin: 0 0 1.5rem; font-size: .875rem; opacity: .75; }
  button { display: block; width: 100%; min-height: 48px; margin-top: 12px; border: 2px solid #2447c8; border-radius: 8px; background: #2447c8; color: #fff; font: inherit; font-weight: 600; cursor: pointer; }
  button.quiet { background: transparent; color: inherit; border-color: currentcolor; }
  button:focus-visible, a:focus-visible { outline: 3px solid #f0a000; outline-offset: 2px; }
  a { color: inherit; }`;

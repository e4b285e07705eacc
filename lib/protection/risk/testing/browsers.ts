/** The headers that browsers of people send with a request of a page, as far as the risk reads them. */
const fetchOf = { "sec-fetch-site": "same-origin", "accept-language": "es-ES,es;q=0.9" };

const chromium = (agent: string, { brands, platform }: { brands: string; platform: string }) => ({
  ...fetchOf,
  "user-agent": `Mozilla/5.0 (${agent}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0`,
  "sec-ch-ua": `${brands}, "Chromium";v="140", "Not=A?Brand";v="24"`,
  "sec-ch-ua-platform": `"${platform}"`,
});

export const CHROME = chromium("Windows NT 10.0; Win64; x64", {
  brands: '"Google Chrome";v="140"',
  platform: "Windows",
});
export const SAFARI = {
  ...fetchOf,
  "user-agent":
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1",
};

export const BROWSERS: Record<string, Record<string, string>> = {
  "Chrome on Windows": CHROME,
  "Chrome on Android": chromium("Linux; Android 10; K", { brands: '"Google Chrome";v="140"', platform: "Android" }),
  "Chrome that asks for the desktop page": chromium("X11; Linux x86_64", {
    brands: '"Google Chrome";v="140"',
    platform: "Linux",
  }),
  "Opera on a Mac": chromium("Macintosh; Intel Mac OS X 10_15_7", { brands: '"Opera";v="124"', platform: "macOS" }),
  "Safari on an iPhone": SAFARI,
  "Safari of 2022, without fetch metadata": {
    "accept-language": "en-GB",
    "user-agent":
      "Mozilla/5.0 (iPhone; CPU iPhone OS 15_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/15.6 Mobile/15E148 Safari/604.1",
  },
  "Firefox on Linux": {
    ...fetchOf,
    "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0",
  },
  "an app's web view on Android": {
    ...fetchOf,
    "user-agent":
      "Mozilla/5.0 (Linux; Android 15; Pixel 8; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/140.0.0.0 Mobile Safari/537.36",
  },
};

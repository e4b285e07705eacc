import { leaveBy } from "./leave-by.ts";

/**
 * Stops Back and Forward to another page until the person has answered. Next's router learns of them when they have happened, so
 * this listens to the browser's Navigation API. A browser lets itself be stopped once for each time that the person did something
 * on the page: nobody can be kept on it. Where it cannot be stopped, or the API is missing, Back leaves as it does without a guard.
 */
export function watchHistory(): () => void {
  const { navigation } = window;
  if (!navigation) return () => undefined;
  const onNavigate = (event: NavigateEvent) => {
    const { destination } = event;
    if (event.navigationType !== "traverse" || !event.cancelable) return;
    // Filters and side panels of this page.
    if (new URL(destination.url).pathname === location.pathname) return;
    event.preventDefault();
    leaveBy(() => {
      // The guard of the form goes with the page; this listener is gone as soon as the form counts as left.
      navigation.removeEventListener("navigate", onNavigate);
      navigation.traverseTo(destination.key);
    });
  };
  navigation.addEventListener("navigate", onNavigate);
  return () => navigation.removeEventListener("navigate", onNavigate);
}

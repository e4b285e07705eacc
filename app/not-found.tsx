import { NothingHere } from "./nothing-here.tsx";

/** What Next shows outside of any frame. It travels with every page, so it stays small. */
export default function NotFound() {
  return (
    <main id="content">
      <NothingHere />
    </main>
  );
}

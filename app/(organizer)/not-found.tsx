import { NothingHere } from "../nothing-here.tsx";
import { PageFrame } from "../page-frame.tsx";

/** An organization that is not there for this person, whom the shop's frame serves best. */
export default function NoSuchOrganization() {
  return (
    <PageFrame>
      <NothingHere />
    </PageFrame>
  );
}

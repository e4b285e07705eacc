import { useTranslations } from "next-intl";
import { LineDifference } from "#components/admin/line-difference";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import { lineDifference } from "#lib/legal/line-difference";

/** Another person stored this draft first: what differs, and which text to go on with. */
export function LegalConflict(props: {
  theirs: { revision: number; markdown: string };
  mine: string;
  onChoose: (revision: number, markdown: string) => void;
}) {
  const t = useTranslations("platform.legal");
  const { theirs, mine, onChoose } = props;
  const isGone = theirs.revision === 0;
  return (
    <div className="flex flex-col gap-3">
      <Notice tone="warn" urgent title={t("conflict")}>
        {isGone ? t("conflictGone") : t("conflictText")}
      </Notice>
      {isGone ? null : <LineDifference lines={lineDifference(theirs.markdown, mine)} />}
      <div className="flex flex-wrap gap-3">
        <Button type="button" variant="secondary" onClick={() => onChoose(theirs.revision, mine)}>
          {t("mine")}
        </Button>
        {isGone ? null : (
          <Button type="button" variant="secondary" onClick={() => onChoose(theirs.revision, theirs.markdown)}>
            {t("theirs")}
          </Button>
        )}
      </div>
    </div>
  );
}

import { useTranslations } from "next-intl";
import { CopyButton } from "#components/ui/copy-button.tsx";
import type { CommandStep, Commands } from "#lib/cleanup/collection/commands-types.ts";

/** What to run, step by step, each to be copied. */
export function CommandSteps({ commands: { steps, notes } }: { readonly commands: Commands }) {
  const t = useTranslations("collection.commands");
  return (
    <div className="space-y-3">
      {steps.length > 0 && (
        <ol className="space-y-3">
          {steps.map((step, position) => (
            <li key={step.id}>
              <Step step={step} number={position + 1} />
            </li>
          ))}
        </ol>
      )}
      {notes.length > 0 && <Notes notes={notes} />}
      {steps.length + notes.length === 0 && <p className="text-muted">{t("nothing")}</p>}
    </div>
  );
}

function Step({
  step: { id, lines, notes },
  number,
}: {
  readonly step: CommandStep;
  readonly number: number;
}) {
  const t = useTranslations("collection.commands");
  const title = t(`steps.${id}`);
  const text = lines.join("\n");
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-raised">
      <div className="flex items-center gap-2 border-line border-b bg-subtle py-1 pr-1.5 pl-3">
        <span className="tabular min-w-0 flex-1 text-muted text-xs">
          {number}. {title}
        </span>
        {text !== "" && <CopyButton text={text} label={t("copy", { step: title })} />}
      </div>
      {text !== "" && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by the keyboard.
        <pre tabIndex={0} className="overflow-x-auto px-3 py-2 text-xs leading-5">
          {text}
        </pre>
      )}
      {notes.length > 0 && (
        <div className="border-line border-t px-3 py-1.5 first:border-t-0">
          <Notes notes={notes} />
        </div>
      )}
    </div>
  );
}

/** What to know, each in a sentence. */
function Notes({ notes }: { readonly notes: CommandStep["notes"] }) {
  const t = useTranslations("collection.commands.notes");
  return (
    <ul className="list-disc space-y-1 break-keep pl-4 text-muted text-xs marker:text-muted">
      {notes.map((note) => (
        <li key={note}>{t(note)}</li>
      ))}
    </ul>
  );
}

import { useTranslations } from "next-intl";
import { CopyButton } from "#components/ui/copy-button.tsx";
import type { ClientFile, ClientSetupSection } from "#lib/settings/client-setup-types.ts";

/** One client: commands to prepare, files to write, commands after, and what to know. */
export function SetupSection({ section }: { readonly section: ClientSetupSection }) {
  const t = useTranslations("clientSetup");
  const { id, prepare, files, commands, notes } = section;
  return (
    <section aria-labelledby={id} className="min-w-0 space-y-3">
      <h2 id={id} className="scroll-mt-16 font-semibold text-base">
        {t(`sections.${id}`)}
      </h2>
      {prepare.length > 0 && <Commands title={t("prepare")} lines={prepare} />}
      {files.map((file) => (
        <SetupFile key={`${file.path} ${file.merge}`} file={file} />
      ))}
      {commands.length > 0 && (
        <Commands title={t(prepare.length + files.length > 0 ? "after" : "run")} lines={commands} />
      )}
      {notes.length > 0 && (
        <ul className="list-disc space-y-1 pl-4 text-muted text-xs marker:text-muted">
          {notes.map((note) => (
            <li key={note}>{t(`notes.${note}`)}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

function SetupFile({ file }: { readonly file: ClientFile }) {
  const t = useTranslations("clientSetup");
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-raised">
      <div className="flex items-center gap-2 border-line border-b bg-subtle py-1 pr-1.5 pl-3">
        <code className="min-w-0 flex-1 break-all text-xs">{file.path}</code>
        <CopyButton text={file.content} label={t("contents", { path: file.path })} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by the keyboard. */}
      <pre tabIndex={0} className="max-h-80 overflow-auto px-3 py-2 text-xs leading-5">
        {file.content}
      </pre>
      {file.merge !== undefined && (
        <p className="border-line border-t px-3 py-1.5 text-muted text-xs">{t(`merge.${file.merge}`)}</p>
      )}
    </div>
  );
}

function Commands({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  const t = useTranslations("clientSetup");
  const text = lines.join("\n");
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-raised">
      <div className="flex items-center gap-2 border-line border-b bg-subtle py-1 pr-1.5 pl-3">
        <span className="flex-1 text-muted text-xs">{title}</span>
        <CopyButton text={text} label={`${t("commands")}: ${title}`} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by the keyboard. */}
      <pre tabIndex={0} className="overflow-x-auto px-3 py-2 text-xs leading-5">
        {text}
      </pre>
    </div>
  );
}

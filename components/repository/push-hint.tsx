import { useTranslations } from "next-intl";
import { CopyButton } from "#components/ui/copy-button.tsx";

interface PushHintProps {
  /** The registry as clients write it, with its port and prefix. */
  readonly host: string;
  readonly repository: string;
}

/** How to push a first image into a repository. */
export function PushHint({ host, repository }: PushHintProps) {
  const t = useTranslations("tagTable");
  const target = `${host}/${repository}:latest`;
  const commands = `docker tag IMAGE ${target}\ndocker push ${target}`;
  return (
    <div className="mt-4 text-left">
      <p className="mb-1.5 text-center">{t("empty.push")}</p>
      <div className="flex items-start gap-2 rounded-lg border border-line bg-raised px-3 py-2">
        <pre className="min-w-0 flex-1 overflow-x-auto whitespace-pre-wrap break-all text-foreground text-xs leading-6">
          {commands}
        </pre>
        <CopyButton text={commands} label={t("empty.copy")} />
      </div>
    </div>
  );
}

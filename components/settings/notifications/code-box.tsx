import { CopyButton } from "#components/ui/copy-button.tsx";

interface CodeBoxProps {
  readonly title: string;
  readonly code: string;
  readonly copyLabel: string;
  /** Below it: what to know. */
  readonly hint: string;
}

/** Lines to copy into a file. */
export function CodeBox({ title, code, copyLabel, hint }: CodeBoxProps) {
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-raised">
      <div className="flex items-center gap-2 border-line border-b bg-subtle py-1 pr-1.5 pl-3">
        <span className="min-w-0 flex-1 text-muted text-xs">{title}</span>
        <CopyButton text={code} label={copyLabel} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by the keyboard. */}
      <pre tabIndex={0} className="overflow-x-auto px-3 py-2 text-xs leading-5">
        {code}
      </pre>
      <p className="border-line border-t px-3 py-1.5 text-muted text-xs">{hint}</p>
    </div>
  );
}

"use client";

import { useState, useSyncExternalStore } from "react";
import { CopyButton } from "#components/ui/copy-button.tsx";
import type { PullLines } from "./pull-lines.ts";

interface PullPanelProps {
  readonly lines: PullLines;
  /** Where a person reads how to set a client up for this registry. */
  readonly setupHref: string;
  readonly words: {
    readonly title: string;
    readonly tool: string;
    readonly by: string;
    readonly byTag: string;
    readonly byDigest: string;
    readonly copy: string;
    readonly needsSetup: string;
  };
}

const storageKey = "stowage-pull-tool";

/** The command that pulls what the page shows, by the tool that was chosen last and by tag or digest. */
export function PullPanel({ lines, setupHref, words }: PullPanelProps) {
  const [by, setBy] = useState<"tag" | "digest">(lines.tag === null ? "digest" : "tag");
  const remembered = useSyncExternalStore(subscribe, rememberedTool, () => null);
  const choices = (by === "tag" ? lines.tag : null) ?? lines.digest;
  const line = choices.find(({ tool }) => tool === remembered) ?? choices[0];
  if (line === undefined) return null;
  return (
    <section aria-label={words.title} className="min-w-0 self-start rounded-lg border border-line bg-raised">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b px-2 py-1">
        <Choice
          name="pull-tool"
          legend={words.tool}
          options={choices.map(({ tool }) => [tool, tool])}
          value={line.tool}
          onChange={rememberTool}
        />
        {lines.tag !== null && (
          <div className="ml-auto">
            <Choice
              name="pull-by"
              legend={words.by}
              options={[
                ["tag", words.byTag],
                ["digest", words.byDigest],
              ]}
              value={by}
              onChange={(value) => setBy(value === "digest" ? "digest" : "tag")}
            />
          </div>
        )}
      </div>
      <div className="flex items-start gap-2 px-3 py-2">
        <code className="min-w-0 flex-1 py-1 [overflow-wrap:anywhere] text-[0.8125rem]">{line.command}</code>
        <CopyButton text={line.command} label={words.copy} />
      </div>
      {line.needsSetup && (
        <p className="border-line border-t px-3 py-2 text-muted text-xs">
          <a className="link" href={setupHref}>
            {words.needsSetup}
          </a>
        </p>
      )}
    </section>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly legend: string;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A few choices side by side; radio buttons, so that arrows move between them. */
function Choice({ name, legend, options, value, onChange }: ChoiceProps) {
  return (
    <fieldset className="flex flex-wrap gap-0.5">
      <legend className="sr-only">{legend}</legend>
      {options.map(([option, label]) => (
        <label
          key={option}
          className="flex min-h-6 cursor-pointer items-center rounded px-2 text-muted text-xs hover:text-foreground has-checked:bg-subtle has-checked:font-medium has-checked:text-foreground has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name={name}
            value={option}
            checked={option === value}
            onChange={() => onChange(option)}
            className="sr-only"
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}

const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Browsers that keep nothing for a page throw here: the choice then lasts as long as nothing asks again. */
function rememberedTool(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

function rememberTool(tool: string): void {
  try {
    localStorage.setItem(storageKey, tool);
  } catch {
    return;
  }
  for (const listener of listeners) listener();
}

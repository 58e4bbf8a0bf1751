"use client";

import { clsx } from "clsx";
import { Check, Copy, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { copyText } from "./copy-text.ts";

interface CopyButtonProps {
  /** What is copied. */
  readonly text: string;
  /** What it copies, in words: “Copy digest”. */
  readonly label: string;
  /** Shows the label beside the icon. */
  readonly showLabel?: boolean;
  readonly className?: string;
  /** -1 where arrows lead to it, as in a table of many rows. */
  readonly tabIndex?: number;
}

/** Copies a text, and says so for a moment. */
export function CopyButton({ text, label, showLabel = false, className, tabIndex }: CopyButtonProps) {
  const t = useTranslations("shell");
  const [state, setState] = useState<"idle" | "copied" | "failed">("idle");
  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), 2_000);
    return () => clearTimeout(timer);
  }, [state]);

  const copy = async () => setState((await copyText(text)) ? "copied" : "failed");
  const Icon = { idle: Copy, copied: Check, failed: TriangleAlert }[state];
  const told = { idle: "", copied: t("copied"), failed: t("copyFailed") }[state];
  return (
    <button
      type="button"
      onClick={copy}
      tabIndex={tabIndex}
      aria-label={showLabel ? undefined : label}
      title={state === "idle" ? label : told}
      className={clsx(
        "inline-flex min-h-6 min-w-6 shrink-0 items-center justify-center gap-1.5 rounded text-muted transition-colors hover:bg-subtle hover:text-foreground",
        showLabel && "px-2 text-xs",
        className,
      )}
    >
      <Icon aria-hidden className={clsx("size-3.5", state === "copied" && "text-success")} />
      {showLabel && label}
      <span role="status" className="sr-only">
        {told}
      </span>
    </button>
  );
}

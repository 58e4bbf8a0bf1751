"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import type { KnownRegistry } from "#lib/settings/known-registries.ts";
import { loadPalette } from "./load-palette.ts";
import { onOpenPalette } from "./palette-event.ts";

// Both are loaded when they are wanted, so that they cost a page nothing.
const Palette = dynamic(loadPalette);
const ShortcutHelp = dynamic(() => import("./shortcut-help.tsx").then(({ ShortcutHelp: loaded }) => loaded));

/** How long after `g` the second key may come, in milliseconds. */
const sequenceTime = 1_000;

interface KeyboardProps {
  readonly registries: readonly KnownRegistry[];
  readonly canConfigure: boolean;
}

/** The keys that work on every page. */
export function Keyboard({ registries, canConfigure }: KeyboardProps) {
  const [open, setOpen] = useState<"palette" | "help" | null>(null);
  const router = useRouter();
  const wentAt = useRef(0);

  useEffect(() => onOpenPalette(() => setOpen("palette")), []);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      // Ctrl or ⌘ comes before K: the palette is there when the first letter is typed.
      if (event.key === "Control" || event.key === "Meta") void loadPalette();
      if (
        (event.metaKey || event.ctrlKey) &&
        !event.altKey &&
        !event.shiftKey &&
        event.key.toLowerCase() === "k"
      ) {
        event.preventDefault();
        setOpen("palette");
        return;
      }
      if (isFind(event)) {
        const filter = document.querySelector<HTMLInputElement>("[data-filter-input=find]");
        // Pressed again, it is the browser's own.
        if (filter === null || filter === document.activeElement) return;
        event.preventDefault();
        filter.select();
        return;
      }
      if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target))
        return;
      if (document.querySelector("[role=dialog],[role=alertdialog]") !== null) return;
      const went = event.timeStamp - wentAt.current < sequenceTime;
      wentAt.current = event.key === "g" ? event.timeStamp : 0;
      if (event.key === "/") {
        event.preventDefault();
        const filter = document.querySelector<HTMLInputElement>("[data-filter-input]");
        if (filter === null) setOpen("palette");
        else filter.select();
      } else if (event.key === "?") {
        event.preventDefault();
        setOpen("help");
      } else if (went && event.key === "h") {
        router.push("/");
      } else if (went && event.key === "s" && canConfigure) {
        router.push("/settings/registries");
      }
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [router, canConfigure]);

  const close = () => setOpen(null);
  return (
    <>
      {open === "palette" && <Palette registries={registries} canConfigure={canConfigure} onClose={close} />}
      {open === "help" && <ShortcutHelp onClose={close} />}
    </>
  );
}

function isFind(event: KeyboardEvent): boolean {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
  return key.toLowerCase() === "f" && (ctrlKey || metaKey) && !altKey && !shiftKey;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
    !(target instanceof HTMLInputElement && target.type === "checkbox")
  );
}

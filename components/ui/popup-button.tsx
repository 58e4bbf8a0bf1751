"use client";

import { type ReactNode, useState } from "react";

/** Where a popup opens, and how it closes. */
export interface PopupPlace {
  /** The button that was pressed; the popup opens below it and gives it the focus back. */
  readonly anchor: HTMLElement;
  readonly onClose: () => void;
}

interface PopupButtonProps {
  readonly kind: "menu" | "dialog";
  readonly className: string;
  /** Its name, where it shows only an icon; also its tooltip. */
  readonly label?: string;
  /** Loads the code of the popup. Called when somebody comes near the button, so that the page itself need not bring it. */
  readonly load?: () => Promise<unknown>;
  readonly popup: (place: PopupPlace) => ReactNode;
  readonly children: ReactNode;
}

/** A button that opens a menu or a small dialog below itself. */
export function PopupButton({ kind, className, label, load, popup, children }: PopupButtonProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const soon = () => void load?.();
  return (
    <>
      <button
        type="button"
        aria-haspopup={kind}
        aria-expanded={anchor !== null}
        aria-label={label}
        title={label}
        onPointerEnter={soon}
        onFocus={soon}
        onClick={({ currentTarget }) => setAnchor(currentTarget)}
        onKeyDown={(event) => {
          if (kind !== "menu" || event.key !== "ArrowDown") return;
          event.preventDefault();
          setAnchor(event.currentTarget);
        }}
        className={className}
      >
        {children}
      </button>
      {anchor !== null && popup({ anchor, onClose: () => setAnchor(null) })}
    </>
  );
}

"use client";

import { Menu as Base } from "@base-ui/react/menu";
import { clsx } from "clsx";
import Link from "next/link";
import type { ReactNode } from "react";
import type { PopupPlace } from "./popup-button.tsx";

const popupClass =
  "max-h-[70vh] min-w-44 max-w-[calc(100vw-1rem)] overflow-y-auto rounded-lg border border-line bg-raised p-1 shadow-pop outline-none";

interface MenuAtProps extends PopupPlace {
  readonly label: string;
  readonly children: ReactNode;
}

/** An open menu at a button. */
export function MenuAt({ anchor, label, onClose, children }: MenuAtProps) {
  return (
    <Base.Root open onOpenChange={(open) => open || onClose()}>
      <Base.Portal>
        <Base.Positioner anchor={anchor} align="end" sideOffset={2} className="z-50">
          <Base.Popup aria-label={label} finalFocus={() => anchor} className={popupClass}>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

const itemClass =
  "flex min-h-8 w-full cursor-pointer select-none items-center gap-2 rounded px-2 py-1 text-left outline-none data-disabled:cursor-default data-highlighted:bg-subtle data-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted";

interface MenuItemProps {
  readonly onSelect: () => void;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly children: ReactNode;
}

/** Does something. */
export function MenuItem({ onSelect, danger = false, disabled = false, children }: MenuItemProps) {
  return (
    <Base.Item
      onClick={onSelect}
      disabled={disabled}
      className={clsx(itemClass, danger && "text-danger [&_svg]:text-danger")}
    >
      {children}
    </Base.Item>
  );
}

/** Leads somewhere. */
export function MenuLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <Base.Item render={<Link href={href} />} className={itemClass}>
      {children}
    </Base.Item>
  );
}

/** Switches something on or off; the menu stays open. */
export function MenuCheckboxItem({
  checked,
  onChange,
  children,
}: {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: ReactNode;
}) {
  return (
    <Base.CheckboxItem checked={checked} onCheckedChange={onChange} className={itemClass}>
      <span aria-hidden className="w-4 text-accent">
        {checked ? "✓" : ""}
      </span>
      {children}
    </Base.CheckboxItem>
  );
}

/** A heading over some items. */
export function MenuGroup({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2 pt-1.5 pb-1 text-muted text-xs">{label}</Base.GroupLabel>
      {children}
    </Base.Group>
  );
}

/** A line between items. */
export function MenuSeparator() {
  return <Base.Separator className="my-1 h-px bg-line" />;
}

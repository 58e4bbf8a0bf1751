"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { clsx } from "clsx";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { iconButtonClass } from "./icon-button.tsx";

interface DialogProps {
  readonly open: boolean;
  /** Asked to close: by Escape, the cross, or a click beside it. */
  readonly onClose: () => void;
  readonly title: ReactNode;
  readonly description?: ReactNode;
  readonly children: ReactNode;
  /** Buttons at its foot. */
  readonly footer?: ReactNode;
  /** While false, only the dialog's own buttons close it. */
  readonly dismissible?: boolean;
  readonly wide?: boolean;
}

/** A dialog over the page. */
export function Dialog({
  open,
  onClose,
  title,
  description,
  children,
  footer,
  dismissible = true,
  wide = false,
}: DialogProps) {
  const t = useTranslations("shell");
  const change = (next: boolean) => {
    if (!next && dismissible) onClose();
  };
  return (
    <Base.Root open={open} onOpenChange={change} disablePointerDismissal={!dismissible}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-black/40 transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          className={clsx(
            "-translate-x-1/2 fixed top-[6vh] left-1/2 z-50 flex max-h-[88vh] w-[calc(100vw-1.5rem)] flex-col rounded-xl border border-line bg-raised shadow-pop",
            "transition-[opacity,scale] data-ending-style:scale-98 data-starting-style:scale-98 data-ending-style:opacity-0 data-starting-style:opacity-0",
            wide ? "max-w-3xl" : "max-w-lg",
          )}
        >
          <div className="flex items-start gap-3 border-line border-b px-5 py-4">
            <div className="min-w-0 flex-1">
              <Base.Title className="break-words font-semibold text-base">{title}</Base.Title>
              {description !== undefined && (
                <Base.Description className="mt-1 text-muted">{description}</Base.Description>
              )}
            </div>
            {dismissible && (
              <Base.Close aria-label={t("close")} title={t("close")} className={iconButtonClass}>
                <X aria-hidden />
              </Base.Close>
            )}
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>
          {footer !== undefined && (
            <div className="flex flex-wrap justify-end gap-2 border-line border-t px-5 py-3">{footer}</div>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

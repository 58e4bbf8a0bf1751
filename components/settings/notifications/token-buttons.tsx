"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { useToast } from "#components/ui/toast.tsx";

interface TokenButtonsProps {
  /** Whether there is a token. */
  readonly there: boolean;
  readonly busy: boolean;
  /** Both tell whether it was done. */
  readonly make: () => Promise<boolean>;
  readonly remove: () => Promise<boolean>;
}

/** Makes the token, or replaces and removes it after a second question: the registry has it. */
export function TokenButtons({ there, busy, make, remove }: TokenButtonsProps) {
  const t = useTranslations("activity.settings");
  const toast = useToast();
  const [asked, setAsked] = useState<"replace" | "remove" | null>(null);
  if (!there) {
    return (
      <Button variant="primary" busy={busy} onClick={make}>
        {t("make")}
      </Button>
    );
  }
  if (asked === null) {
    return (
      <div className="flex flex-wrap gap-2">
        <Button size="small" onClick={() => setAsked("replace")}>
          {t("replace")}
        </Button>
        <Button size="small" onClick={() => setAsked("remove")}>
          {t("remove")}
        </Button>
      </div>
    );
  }
  const confirm = async () => {
    const done = await (asked === "replace" ? make() : remove());
    setAsked(null);
    if (done && asked === "remove") toast(t("removed"));
  };
  return (
    <div role="alert" className="flex w-full flex-wrap items-center gap-2 border-line border-t pt-3">
      <p className="min-w-0 flex-1 basis-60">{t(`${asked}Question`)}</p>
      <Button size="small" variant={asked === "remove" ? "danger" : "primary"} busy={busy} onClick={confirm}>
        {t(asked === "remove" ? "confirmRemove" : "confirmReplace")}
      </Button>
      <Button size="small" onClick={() => setAsked(null)} disabled={busy}>
        {t("keep")}
      </Button>
    </div>
  );
}

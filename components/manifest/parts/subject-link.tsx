import { useTranslations } from "next-intl";
import type { Descriptor } from "#lib/oci/descriptor.ts";
import { manifestPage } from "../addresses.ts";
import type { Page } from "../page-model.ts";
import { Digest } from "./digest.tsx";

/** The manifest that an artifact is about. */
export function SubjectLink({ page, subject }: { readonly page: Page; readonly subject: Descriptor }) {
  const t = useTranslations("manifest");
  return (
    <p className="flex flex-wrap items-center gap-x-1.5 rounded-lg border border-line bg-raised px-3 py-2 text-sm">
      {t("subject")} <Digest digest={subject.digest} href={manifestPage(page.place, subject.digest)} />
    </p>
  );
}

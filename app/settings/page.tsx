import { redirect } from "next/navigation";

/** Settings begin with the registries. */
export default function SettingsPage() {
  redirect("/settings/registries");
}

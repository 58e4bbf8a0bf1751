import { redirect } from "next/navigation";

/** The policies come first. */
export default function RetentionPage() {
  redirect("/retention/policies");
}

"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useId } from "react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input, Select } from "#components/ui/input.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { UserSummary } from "#lib/access/users.ts";
import { useAccessProblem } from "./access-problem.ts";
import { useSubmit } from "./use-submit.ts";

interface FormDialogProps {
  readonly title: string;
  readonly description?: string;
  readonly submitLabel: string;
  readonly danger?: boolean;
  readonly busy: boolean;
  readonly problem: string | undefined;
  readonly onSubmit: (data: FormData) => void;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

/** A form in a dialog. */
function FormDialog(props: FormDialogProps) {
  const t = useTranslations("access.users");
  const id = useId();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    props.onSubmit(new FormData(event.currentTarget));
  };
  return (
    <Dialog
      open
      title={props.title}
      onClose={props.onClose}
      footer={
        <>
          <Button onClick={props.onClose}>{t("cancel")}</Button>
          <Button
            type="submit"
            form={id}
            variant={props.danger === true ? "danger" : "primary"}
            busy={props.busy}
          >
            {props.submitLabel}
          </Button>
        </>
      }
    >
      <form id={id} method="post" onSubmit={submit} className="space-y-4">
        {props.description !== undefined && <p className="text-muted">{props.description}</p>}
        {props.problem !== undefined && (
          <Callout tone="danger" role="alert">
            {props.problem}
          </Callout>
        )}
        {props.children}
      </form>
    </Dialog>
  );
}

interface NewUserDialogProps {
  readonly minimumPassword: number;
  readonly onClose: () => void;
}

/** Adds a user. */
export function NewUserDialog({ minimumPassword, onClose }: NewUserDialogProps) {
  const t = useTranslations("access.users");
  const shell = useTranslations("shell");
  const done = useDone(onClose);
  const { submit, problem, busy } = useSubmit<UserSummary>("POST");
  const { ofField, whole } = useAccessProblem(problem, minimumPassword);
  const add = async (data: FormData) => {
    const created = await submit("/api/users", Object.fromEntries(data));
    if (created !== undefined) done(t("created", { username: created.answer.username }));
  };
  return (
    <FormDialog
      title={t("add")}
      submitLabel={t("add")}
      busy={busy}
      problem={whole}
      onSubmit={add}
      onClose={onClose}
    >
      <Field label={t("username")} error={ofField("username")}>
        {(control) => (
          <Input
            {...control}
            name="username"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            required
          />
        )}
      </Field>
      <Field
        label={t("password")}
        hint={t("passwordHint", { minimum: minimumPassword })}
        error={ofField("password")}
      >
        {(control) => (
          <Input {...control} name="password" type="password" autoComplete="new-password" required />
        )}
      </Field>
      <Field label={t("role")} hint={t("roleHint")}>
        {(control) => (
          <Select {...control} name="role" defaultValue="viewer">
            <option value="viewer">{shell("role.viewer")}</option>
            <option value="operator">{shell("role.operator")}</option>
            <option value="administrator">{shell("role.administrator")}</option>
          </Select>
        )}
      </Field>
    </FormDialog>
  );
}

interface PasswordDialogProps extends NewUserDialogProps {
  readonly user: UserSummary;
}

/** Sets a user's password anew. */
export function PasswordDialog({ user, minimumPassword, onClose }: PasswordDialogProps) {
  const t = useTranslations("access.users");
  const done = useDone(onClose);
  const { submit, problem, busy } = useSubmit("PATCH");
  const { ofField, whole } = useAccessProblem(problem, minimumPassword);
  const { username } = user;
  const set = async (data: FormData) => {
    const changed = await submit(`/api/users/${user.id}`, { password: data.get("password") });
    if (changed !== undefined) done(t("changed", { username }));
  };
  return (
    <FormDialog
      title={t("resetPasswordOf", { username })}
      submitLabel={t("save")}
      busy={busy}
      problem={whole}
      onSubmit={set}
      onClose={onClose}
    >
      <Field
        label={t("password")}
        hint={t("passwordHint", { minimum: minimumPassword })}
        error={ofField("password")}
      >
        {(control) => (
          <Input {...control} name="password" type="password" autoComplete="new-password" required />
        )}
      </Field>
    </FormDialog>
  );
}

/** Removes a user, when that is confirmed. */
export function RemoveUserDialog({ user, onClose }: Pick<PasswordDialogProps, "user" | "onClose">) {
  const t = useTranslations("access.users");
  const done = useDone(onClose);
  const { submit, problem, busy } = useSubmit("DELETE");
  const { whole } = useAccessProblem(problem);
  const { username } = user;
  const remove = async () => {
    if ((await submit(`/api/users/${user.id}`)) !== undefined) done(t("removed", { username }));
  };
  return (
    <FormDialog
      title={t("removeTitle", { username })}
      description={t("removeDescription")}
      submitLabel={t("remove")}
      danger
      busy={busy}
      problem={whole}
      onSubmit={remove}
      onClose={onClose}
    />
  );
}

/** Says what was done, closes, and has the page show it. */
function useDone(onClose: () => void) {
  const router = useRouter();
  const toast = useToast();
  return (text: string) => {
    toast(text);
    onClose();
    router.refresh();
  };
}

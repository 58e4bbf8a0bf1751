/**
 * Everything that is written to the audit log, by topic. An action is `<thing>.<what became of it>`, and stays as it is once
 * there are entries with it; new ones are added here, with a text in `i18n/messages`.
 */
export const auditTopics = {
  "sign-in": ["session.sign-in", "session.sign-out"],
  accounts: [
    "setup.administrator",
    "password.change",
    "user.create",
    "user.change",
    "user.remove",
    "token.create",
    "token.revoke",
    "access.anonymous-viewing",
  ],
  settings: [
    "registry.add",
    "registry.change",
    "registry.remove",
    "notifications.token-create",
    "notifications.token-revoke",
    "sync.start",
    "sync.pause",
    "sync.resume",
    "rules.change",
    "protection.change",
    "collection.change",
    "audit.retention",
    "audit.purge",
  ],
  cleanup: [
    "tag.delete",
    "tag.restore",
    "manifest.delete",
    "manifest.restore",
    "plan.create",
    "plan.change",
    "plan.apply",
    "plan.cancel",
    "plan.pause",
    "plan.resume",
    "undo.run",
    "schedule.change",
    "collection.run",
    "collection.tell",
  ],
} as const;

export type AuditTopic = keyof typeof auditTopics;

export type AuditAction = (typeof auditTopics)[AuditTopic][number];

const topics = new Map<string, AuditTopic>(
  Object.entries(auditTopics).flatMap(([topic, actions]) =>
    actions.map((action) => [action, topic as AuditTopic] as const),
  ),
);

/** The topic of an action. */
export function topicOf(action: AuditAction): AuditTopic {
  const topic = topics.get(action);
  if (topic === undefined) throw new Error(`The action ${action} has no topic.`);
  return topic;
}

/** Whether a text is a topic of the audit log. */
export function isAuditTopic(text: string): text is AuditTopic {
  return Object.hasOwn(auditTopics, text);
}

/** Whether a text is an action of the audit log. */
export function isAuditAction(text: string): text is AuditAction {
  return topics.has(text);
}

CREATE TABLE "activations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"student_id" uuid NOT NULL,
	"credential_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"recovery_address_id" uuid,
	"charter_acceptance_id" uuid,
	"claimed_until" timestamp with time zone,
	"completed_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	CONSTRAINT "activations_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "activations_complete_has_every_step" CHECK ("activations"."completed_at" is null or ("activations"."recovery_address_id" is not null and "activations"."charter_acceptance_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "address_confirmations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"address_id" uuid NOT NULL,
	"code_hash" text NOT NULL,
	"token_hash" text NOT NULL,
	"sent_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"wrong_tries" integer DEFAULT 0 NOT NULL,
	"used_at" timestamp with time zone,
	"replaced_at" timestamp with time zone,
	CONSTRAINT "address_confirmations_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "address_confirmations_five_tries" CHECK ("address_confirmations"."wrong_tries" between 0 and 5)
);
--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_entries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"kind" text NOT NULL,
	"outcome" text NOT NULL,
	"reason" text,
	"operation_id" uuid,
	"actor" text,
	"actor_roles" text[],
	"subject" text,
	"address" text,
	"network" text,
	"request_id" text,
	"details" jsonb,
	CONSTRAINT "audit_entries_outcome" CHECK ("audit_entries"."outcome" in ('begun', 'succeeded', 'refused', 'failed', 'interrupted')),
	CONSTRAINT "audit_entries_beginning_has_operation" CHECK ("audit_entries"."outcome" <> 'begun' or "audit_entries"."operation_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "cards" (
	"number" text PRIMARY KEY NOT NULL,
	"student_id" uuid NOT NULL,
	"valid_until" date NOT NULL,
	"state" text NOT NULL,
	CONSTRAINT "cards_state" CHECK ("cards"."state" in ('in-force', 'lost', 'replaced'))
);
--> statement-breakpoint
CREATE TABLE "charter_acceptances" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"student_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"locale" text NOT NULL,
	"sha256" text NOT NULL,
	"accepted_at" timestamp with time zone NOT NULL,
	"address" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "charter_texts" (
	"version" integer NOT NULL,
	"locale" text NOT NULL,
	"title" text NOT NULL,
	"markdown" text NOT NULL,
	"sha256" text NOT NULL,
	CONSTRAINT "charter_texts_version_locale_pk" PRIMARY KEY("version","locale"),
	CONSTRAINT "charter_texts_hash_is_of_the_text" CHECK ("charter_texts"."sha256" = encode(sha256(convert_to("charter_texts"."markdown", 'UTF8')), 'hex'))
);
--> statement-breakpoint
CREATE TABLE "charters" (
	"version" integer PRIMARY KEY NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	CONSTRAINT "charters_published_at_unique" UNIQUE("published_at")
);
--> statement-breakpoint
CREATE TABLE "desk_resets" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"session_id" uuid NOT NULL,
	"staff_uid" text NOT NULL,
	"student_id" uuid NOT NULL,
	"card_number" text NOT NULL,
	"channel" text NOT NULL,
	"state" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"claimed_until" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"address" text NOT NULL,
	"network" text,
	CONSTRAINT "desk_resets_state" CHECK ("desk_resets"."state" in ('opened', 'handed-over', 'completed', 'cancelled', 'expired')),
	CONSTRAINT "desk_resets_ended" CHECK (("desk_resets"."state" in ('opened', 'handed-over')) = ("desk_resets"."ended_at" is null))
);
--> statement-breakpoint
CREATE TABLE "outgoing_mails" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"recipient" text NOT NULL,
	"locale" text NOT NULL,
	"subject" text NOT NULL,
	"text" text,
	"html" text,
	"created_at" timestamp with time zone NOT NULL,
	"next_attempt_at" timestamp with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"sent_at" timestamp with time zone,
	"abandoned_at" timestamp with time zone,
	"last_error" text,
	CONSTRAINT "outgoing_mails_erased_once_sent" CHECK ("outgoing_mails"."sent_at" is null or ("outgoing_mails"."text" is null and "outgoing_mails"."html" is null))
);
--> statement-breakpoint
CREATE TABLE "provisional_credentials" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"student_id" uuid NOT NULL,
	"secret_hash" text NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"spent_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "provisional_credentials_spent_or_revoked" CHECK ("provisional_credentials"."spent_at" is null or "provisional_credentials"."revoked_at" is null),
	CONSTRAINT "provisional_credentials_is_bcrypt" CHECK ("provisional_credentials"."secret_hash" like '$2%')
);
--> statement-breakpoint
CREATE TABLE "recovery_addresses" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"student_id" uuid NOT NULL,
	"email" text NOT NULL,
	"given_at" timestamp with time zone NOT NULL,
	"confirmed_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"token_hash" text NOT NULL,
	"uid" text NOT NULL,
	"login" text NOT NULL,
	"display_name" text NOT NULL,
	"roles" text[] NOT NULL,
	"student_id" uuid,
	"started_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"frozen_at" timestamp with time zone,
	"address" text NOT NULL,
	"network" text,
	CONSTRAINT "sessions_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "students" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"identifier" text NOT NULL,
	"mail" text NOT NULL,
	"given_name" text NOT NULL,
	"family_name" text NOT NULL,
	"birth_date" date NOT NULL,
	"birth_place" text,
	"component_code" text NOT NULL,
	"component_name" text NOT NULL,
	"stages" text[] DEFAULT '{}'::text[] NOT NULL,
	"enrolled_on" date NOT NULL,
	"activated_at" timestamp with time zone,
	CONSTRAINT "students_identifier_unique" UNIQUE("identifier"),
	CONSTRAINT "students_identifier_lower_case" CHECK ("students"."identifier" = lower("students"."identifier"))
);
--> statement-breakpoint
CREATE TABLE "throttle" (
	"key" varchar(255) PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
ALTER TABLE "activations" ADD CONSTRAINT "activations_student_id_students_id_fk" FOREIGN KEY ("student_id") REFERENCES "public"."students"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activations" ADD CONSTRAINT "activations_credential_id_provisional_credentials_id_fk" FOREIGN KEY ("credential_id") REFERENCES "public"."provisional_credentials"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activations" ADD CONSTRAINT "activations_recovery_address_id_recovery_addresses_id_fk" FOREIGN KEY ("recovery_address_id") REFERENCES "public"."recovery_addresses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activations" ADD CONSTRAINT "activations_charter_acceptance_id_charter_acceptances_id_fk" FOREIGN KEY ("charter_acceptance_id") REFERENCES "public"."charter_acceptances"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "address_confirmations" ADD CONSTRAINT "address_confirmations_address_id_recovery_addresses_id_fk" FOREIGN KEY ("address_id") REFERENCES "public"."recovery_addresses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cards" ADD CONSTRAINT "cards_student_id_students_id_fk" FOREIGN KEY ("student_id") REFERENCES "public"."students"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charter_acceptances" ADD CONSTRAINT "charter_acceptances_student_id_students_id_fk" FOREIGN KEY ("student_id") REFERENCES "public"."students"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charter_acceptances" ADD CONSTRAINT "charter_acceptances_version_locale_charter_texts_version_locale_fk" FOREIGN KEY ("version","locale") REFERENCES "public"."charter_texts"("version","locale") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charter_texts" ADD CONSTRAINT "charter_texts_version_charters_version_fk" FOREIGN KEY ("version") REFERENCES "public"."charters"("version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk_resets" ADD CONSTRAINT "desk_resets_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk_resets" ADD CONSTRAINT "desk_resets_student_id_students_id_fk" FOREIGN KEY ("student_id") REFERENCES "public"."students"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk_resets" ADD CONSTRAINT "desk_resets_card_number_cards_number_fk" FOREIGN KEY ("card_number") REFERENCES "public"."cards"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provisional_credentials" ADD CONSTRAINT "provisional_credentials_student_id_students_id_fk" FOREIGN KEY ("student_id") REFERENCES "public"."students"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_addresses" ADD CONSTRAINT "recovery_addresses_student_id_students_id_fk" FOREIGN KEY ("student_id") REFERENCES "public"."students"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_student_id_students_id_fk" FOREIGN KEY ("student_id") REFERENCES "public"."students"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "activations_one_live_per_student" ON "activations" USING btree ("student_id") WHERE "activations"."completed_at" is null and "activations"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "address_confirmations_by_address" ON "address_confirmations" USING btree ("address_id","sent_at");--> statement-breakpoint
CREATE UNIQUE INDEX "address_confirmations_one_live_per_address" ON "address_confirmations" USING btree ("address_id") WHERE "address_confirmations"."used_at" is null and "address_confirmations"."replaced_at" is null;--> statement-breakpoint
CREATE INDEX "audit_entries_by_time" ON "audit_entries" USING btree ("at");--> statement-breakpoint
CREATE INDEX "audit_entries_by_subject" ON "audit_entries" USING btree ("subject","at");--> statement-breakpoint
CREATE UNIQUE INDEX "audit_entries_one_beginning" ON "audit_entries" USING btree ("operation_id") WHERE "audit_entries"."outcome" = 'begun';--> statement-breakpoint
CREATE UNIQUE INDEX "audit_entries_one_ending" ON "audit_entries" USING btree ("operation_id") WHERE "audit_entries"."outcome" <> 'begun';--> statement-breakpoint
CREATE UNIQUE INDEX "cards_one_in_force_per_student" ON "cards" USING btree ("student_id") WHERE "cards"."state" = 'in-force';--> statement-breakpoint
CREATE INDEX "charter_acceptances_by_student" ON "charter_acceptances" USING btree ("student_id","accepted_at");--> statement-breakpoint
CREATE UNIQUE INDEX "desk_resets_one_open_panel_per_session" ON "desk_resets" USING btree ("session_id") WHERE "desk_resets"."state" = 'handed-over';--> statement-breakpoint
CREATE INDEX "desk_resets_by_session" ON "desk_resets" USING btree ("session_id","opened_at");--> statement-breakpoint
CREATE INDEX "outgoing_mails_due" ON "outgoing_mails" USING btree ("next_attempt_at") WHERE "outgoing_mails"."sent_at" is null and "outgoing_mails"."abandoned_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "provisional_credentials_one_live_per_student" ON "provisional_credentials" USING btree ("student_id") WHERE "provisional_credentials"."spent_at" is null and "provisional_credentials"."revoked_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "recovery_addresses_one_pending_per_student" ON "recovery_addresses" USING btree ("student_id") WHERE "recovery_addresses"."confirmed_at" is null and "recovery_addresses"."withdrawn_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "recovery_addresses_one_confirmed_per_student" ON "recovery_addresses" USING btree ("student_id") WHERE "recovery_addresses"."confirmed_at" is not null and "recovery_addresses"."withdrawn_at" is null;--> statement-breakpoint
CREATE INDEX "sessions_by_uid" ON "sessions" USING btree ("uid");
CREATE TABLE "desk_phones" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reset_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"device_hash" text,
	"opened_at" timestamp with time zone,
	"wrong_tries" integer DEFAULT 0 NOT NULL,
	"proven_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"ending" text,
	CONSTRAINT "desk_phones_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "desk_phones_of_reset" UNIQUE("id","reset_id"),
	CONSTRAINT "desk_phones_opened_by_a_device" CHECK (("desk_phones"."opened_at" is null) = ("desk_phones"."device_hash" is null)),
	CONSTRAINT "desk_phones_proven_once_opened" CHECK ("desk_phones"."proven_at" is null or "desk_phones"."opened_at" is not null),
	CONSTRAINT "desk_phones_three_tries" CHECK ("desk_phones"."wrong_tries" between 0 and 3 and ("desk_phones"."wrong_tries" < 3 or "desk_phones"."proven_at" is null)),
	CONSTRAINT "desk_phones_ending" CHECK ("desk_phones"."ending" in ('revoked', 'wrong-number')),
	CONSTRAINT "desk_phones_ended_says_why" CHECK (("desk_phones"."ended_at" is null) = ("desk_phones"."ending" is null)),
	CONSTRAINT "desk_phones_three_tries_end_it" CHECK (("desk_phones"."wrong_tries" = 3) = ("desk_phones"."ending" is not distinct from 'wrong-number'))
);
--> statement-breakpoint
ALTER TABLE "desk_resets" ADD COLUMN "phone_id" uuid;--> statement-breakpoint
ALTER TABLE "desk_phones" ADD CONSTRAINT "desk_phones_reset_id_desk_resets_id_fk" FOREIGN KEY ("reset_id") REFERENCES "public"."desk_resets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "desk_phones_by_reset" ON "desk_phones" USING btree ("reset_id","started_at");--> statement-breakpoint
ALTER TABLE "desk_resets" ADD CONSTRAINT "desk_resets_phone_id_id_desk_phones_id_reset_id_fk" FOREIGN KEY ("phone_id","id") REFERENCES "public"."desk_phones"("id","reset_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk_resets" ADD CONSTRAINT "desk_resets_phone_is_handed_over" CHECK ("desk_resets"."phone_id" is null or ("desk_resets"."channel" = 'page' and "desk_resets"."state" <> 'opened'));
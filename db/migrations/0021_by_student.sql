CREATE INDEX "activations_by_student" ON "activations" USING btree ("student_id");--> statement-breakpoint
CREATE INDEX "activations_by_credential" ON "activations" USING btree ("credential_id");--> statement-breakpoint
CREATE INDEX "cards_by_student" ON "cards" USING btree ("student_id");--> statement-breakpoint
CREATE INDEX "desk_resets_by_student" ON "desk_resets" USING btree ("student_id");--> statement-breakpoint
CREATE INDEX "provisional_credentials_by_student" ON "provisional_credentials" USING btree ("student_id");--> statement-breakpoint
CREATE INDEX "recovery_addresses_by_student" ON "recovery_addresses" USING btree ("student_id");--> statement-breakpoint
CREATE INDEX "sessions_by_student" ON "sessions" USING btree ("student_id");
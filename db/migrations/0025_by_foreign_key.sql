CREATE INDEX "activations_by_address" ON "activations" USING btree ("recovery_address_id");--> statement-breakpoint
CREATE INDEX "activations_by_acceptance" ON "activations" USING btree ("charter_acceptance_id");--> statement-breakpoint
CREATE INDEX "account_blocks_by_student" ON "account_blocks" USING btree ("student_id");--> statement-breakpoint
CREATE INDEX "account_blocks_by_report_link" ON "account_blocks" USING btree ("report_link_id");--> statement-breakpoint
CREATE INDEX "report_links_by_suspect_address" ON "report_links" USING btree ("suspect_address_id");--> statement-breakpoint
CREATE INDEX "desk_resets_by_card" ON "desk_resets" USING btree ("card_number");--> statement-breakpoint
CREATE INDEX "password_links_by_address" ON "password_links" USING btree ("address_id");
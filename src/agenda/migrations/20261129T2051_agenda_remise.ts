import { type Kysely, sql } from 'kysely'

/** A summons handed over by mistake cancels its convocations, by name; one that the service had taken over waits for its decision. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE agenda.etat_de_convocation
      DROP CONSTRAINT cause_connue,
      ADD CONSTRAINT cause_connue CHECK (cause IN ('acte', 'cloture', 'entretien', 'remise'));
    ALTER TABLE agenda.a_decider
      DROP CONSTRAINT motif_connu,
      ADD CONSTRAINT motif_connu
        CHECK (motif IN ('absence', 'fermeture', 'plage', 'transfert', 'depart', 'detention', 'mesure', 'fin_annulee', 'referent', 'remise'));
  `.execute(db)
}

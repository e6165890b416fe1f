import { type Kysely, sql } from 'kysely'

/** Who answered, received, lifted or withdrew, and the day that it signs. */
const signatures = [
  ['accompagnement.plan_version', 'accord_recueilli_par', 'accord_le'],
  ['accompagnement.retrait_entretien', 'retabli_par', 'retabli_a'],
  ['agenda.a_decider', 'decidee_par', 'decidee_a'],
  ['bex.envoi_hors_outil', 'annule_par', 'annule_a'],
  ['calendriers.flux', 'revoque_par', 'revoque_a'],
  ['creneaux.absence', 'retiree_par', 'retiree_a'],
  ['dossiers.cloture', 'rouverte_par', 'rouverte_a'],
  ['dossiers.proposition', 'decidee_par', 'decidee_a'],
  ['dossiers.transfert', 'repondu_par', 'repondu_a'],
  ['echeances.non_poursuite', 'reprise_par', 'reprise_a'],
  ['magistrats.reponse', 'retiree_par', 'retiree_a'],
  ['messages.opposition', 'levee_par', 'levee_a'],
  ['mesures.acte', 'annule_par', 'annule_a'],
  ['mesures.attente_saisine', 'levee_par', 'levee_le'],
  ['mesures.attente_saisine', 'retiree_par', 'retiree_a'],
  ['mesures.piece', 'recue_par', 'recue_le'],
  ['mesures.retrait', 'remis_par', 'remis_a'],
  ['moyens.ressort', 'par', 'importe_a'],
]
/** Who made the row: a column that may be empty for what was made before it was kept, and not for what is made now. */
const auteurs = [
  ['agenda.a_decider', 'par'],
  ['creneaux.absence', 'creee_par'],
  ['creneaux.plage', 'creee_par'],
  ['magistrats.rattachement_de_rapport', 'par'],
  ['messages.message', 'cree_par'],
]

/**
 * A signature changes with what it signs, and neither without the other (ADR 0051): emptied alone, it left an answer of nobody; taken alone, it
 * gave to one what another had done; the day changed alone, it made another say it. A row is made by somebody.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE PROCEDURE platform.exiger_l_auteur(la_table regclass, colonne text, sauf text DEFAULT 'false') LANGUAGE plpgsql AS $$
    DECLARE ancienne text; nouvelle text;
    BEGIN
      SELECT pg_get_expr(p.polwithcheck, p.polrelid) INTO ancienne FROM pg_policy p WHERE p.polrelid = la_table AND p.polname = 'en_son_nom';
      nouvelle := replace(ancienne, format('(%I IS NULL)', colonne), format('(%I IS NULL AND %s)', colonne, sauf));
      IF nouvelle IS NULL OR nouvelle = ancienne THEN RAISE EXCEPTION '%.% is not signed', la_table, colonne; END IF;
      EXECUTE format('ALTER POLICY en_son_nom ON %s WITH CHECK (%s)', la_table, nouvelle);
    END $$;

    CREATE PROCEDURE platform.signer_avec(la_table regclass, signature text, signe text) LANGUAGE plpgsql AS $$
    BEGIN
      EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OF %I, %I ON %s FOR EACH ROW WHEN (current_user = ''fil_rouge_application'' AND (%s))
        EXECUTE FUNCTION platform.refuser_un_autre_nom()', 'avec_' || signature, signature, signe, la_table,
        format('(NEW.%1$I IS NULL AND NEW.%2$I IS NOT NULL AND (OLD.%1$I IS NOT NULL OR OLD.%2$I IS NULL))
          OR (NEW.%1$I IS NOT NULL AND NEW.%1$I IS DISTINCT FROM OLD.%1$I AND NEW.%2$I IS NOT DISTINCT FROM OLD.%2$I)
          OR (NEW.%2$I IS NOT NULL AND NEW.%2$I IS DISTINCT FROM OLD.%2$I AND NEW.%1$I IS DISTINCT FROM platform.compte())', signature, signe));
    END $$;
  `.execute(db)
  for (const [table, signature, signe] of signatures) {
    await sql`CALL platform.signer_avec(${sql.lit(table)}, ${sql.lit(signature)}, ${sql.lit(signe)})`.execute(
      db,
    )
    await sql`CALL platform.exiger_l_auteur(${sql.lit(table)}, ${sql.lit(signature)}, ${sql.lit(`${signe} IS NULL`)})`.execute(
      db,
    )
  }
  for (const [table, auteur] of auteurs)
    await sql`CALL platform.exiger_l_auteur(${sql.lit(table)}, ${sql.lit(auteur)})`.execute(db)
  await sql`
    REVOKE UPDATE ON agenda.a_decider FROM fil_rouge_application;
    GRANT UPDATE (dossier_id, decision, decidee_a, decidee_par, evenement_id) ON agenda.a_decider TO fil_rouge_application;
  `.execute(db)
}

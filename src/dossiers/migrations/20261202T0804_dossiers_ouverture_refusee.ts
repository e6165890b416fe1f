import { type Kysely, sql } from 'kysely'

/**
 * An act that would leave an opening without a fact is refused when its transaction ends (ADR 0051). Its refusal says what became of it, what to do
 * and whom to tell: a lawful act that meets it is a fault of the tool.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    DO $$
    DECLARE
      avant text := pg_get_functiondef('dossiers.verifier_l_ouverture()'::regprocedure);
      apres text := replace(avant, 'EXCEPTION ''ouverture_sans_fait''', 'EXCEPTION ''Cet acte ouvrirait ce dossier à un service '
        'ou à un tribunal sans mesure, demande, convocation ni transfert qui l’explique. Rechargez la page et recommencez ; si le refus revient, '
        'donnez à votre administrateur l’heure et le nom de l’acte.''');
    BEGIN
      IF apres = avant THEN RAISE EXCEPTION 'dossiers.verifier_l_ouverture ne dit pas ce qui est attendu'; END IF;
      EXECUTE apres;
    END $$;
  `.execute(db)
}

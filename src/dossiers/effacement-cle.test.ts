import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Essai, nouvelEssai } from '../../tests/base.ts'
import { scellerLesJournaux } from '../acces/sceau.gestes.ts'
import { enTransaction, ouvrirBase } from '../platform/db/connexion.ts'
import { effacer } from './index.ts'

const CLES = { signe: 'une clé de sceau que la base ne connaît pas', anciennes: [] }
let e: Essai
beforeAll(async () => {
  e = await nouvelEssai()
})
afterAll(() => e.fermer())

describe('Un effacement là où les journaux sont scellés sous une clé', () => {
  it('demande la clé, qui signe sa preuve ; sans elle rien n’est effacé, compter reste permis', async () => {
    const { rows } = await e.proprietaire.query<{ numero: string; dossier_id: string }>(
      'UPDATE dossiers.dossier SET clos_a = now() WHERE dossier_id = (SELECT dossier_id FROM dossiers.dossier WHERE clos_a IS NULL AND fusionne_dans IS NULL LIMIT 1) RETURNING numero, dossier_id',
    )
    const demande = {
      numero: rows[0]?.numero ?? '',
      motif: 'Terme de la durée de conservation',
      confirmer: true,
    }
    await e.proprietaire.query(
      "INSERT INTO acces.journal_lecture (compte_id, route, a) SELECT id, '/essai', now() - interval '2 minutes' FROM acces.compte LIMIT 1",
    )
    await enTransaction(e.base, tx => scellerLesJournaux(tx, CLES))
    const proprietaire = ouvrirBase(e.url, { max: 1 })
    await expect(effacer(proprietaire, demande)).rejects.toThrow(
      'donnez FIL_ROUGE_CLE_DE_SCEAU à cette commande. Rien n’est effacé.',
    )
    expect((await effacer(proprietaire, { ...demande, confirmer: false })).length).toBeGreaterThan(
      3,
    )
    expect((await effacer(proprietaire, demande, CLES)).length).toBeGreaterThan(3)
    await proprietaire.fermer()
    expect(
      (
        await e.proprietaire.query('SELECT 1 FROM dossiers.dossier WHERE dossier_id = $1', [
          rows[0]?.dossier_id,
        ])
      ).rows,
    ).toEqual([])
  })
})

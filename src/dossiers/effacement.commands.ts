import {
  type Cles,
  journauxSousCle,
  lignesDuJournal,
  prouverLaPurge,
  SANS_CLE,
} from '../acces/index.ts'
import { type Base, enTransaction } from '../platform/db/connexion.ts'
import type { Tx } from '../platform/db/index.ts'
import { refuseIf } from '../platform/refusal.ts'
import { type Reglement, refusDEffacer, refusSansCle, reglements } from './effacement.rules.ts'
import * as store from './effacement.store.ts'

export type Efface = { table: string; lignes: number; gardees: boolean }
type Demande = { numero: string; motif: string; confirmer: boolean }

/**
 * Removes a closed dossier and all that the base holds of it, whatever the module: its rows, the
 * lines of the journals, the dossiers merged in it. One transaction, by the owner of the base;
 * without `confirmer`, only counts. When to do it is not decided here. The lines of the journals
 * that go leave a proof, signed when the seals are: without it, a check of the seals would find
 * them missing (ADR 0050).
 */
export const effacer = (
  proprietaire: Base,
  demande: Demande,
  cles: Cles = SANS_CLE,
): Promise<Efface[]> =>
  enTransaction(proprietaire, async tx => {
    const dossier = await store.dossierAEffacer(tx, demande.numero)
    refuseIf(refusDEffacer(dossier, demande.numero, demande.motif))
    if (demande.confirmer && !cles.signe) refuseIf(refusSansCle(await journauxSousCle(tx)))
    const ids = await store.avecSesFusionnes(tx, dossier?.dossierId ?? '')
    const plan = reglements(
      await store.tablesDeDossier(tx),
      await store.clesEtrangeres(tx),
      store.listeSql(ids),
    )
    const pas = [
      ...plan,
      store.lignesDeJournalQuiYMenent(ids),
      ...(await store.mentionsEnListe(tx, ids)),
    ]
    const partent = await lignesQuiPartent(tx, pas)
    const faits = await executer(tx, pas, demande.confirmer)
    if (demande.confirmer) {
      for (const personne of partent)
        await prouverLaPurge(tx, cles, { ...personne, dossiers: ids, motif: demande.motif })
      await store.noterEffacement(
        tx,
        demande.motif,
        faits.map(fait => `${fait.table} : ${fait.lignes}`),
      )
    }
    return faits
  })

/** The lines of each journal that this erasure removes. */
async function lignesQuiPartent(tx: Tx, plan: Reglement[]) {
  const partent: { journal: 'ecriture' | 'lecture'; ids: number[] }[] = []
  for (const journal of ['ecriture', 'lecture'] as const) {
    const conditions = plan
      .filter(
        reglement => reglement.table === `acces.journal_${journal}` && reglement.changer === null,
      )
      .map(reglement => `(${reglement.condition})`)
    if (conditions.length)
      partent.push({ journal, ids: await lignesDuJournal(tx, journal, conditions.join(' OR ')) })
  }
  return partent
}

async function executer(tx: Tx, plan: Reglement[], confirmer: boolean): Promise<Efface[]> {
  if (confirmer) await store.verifierToutDeSuite(tx)
  const faits: Efface[] = []
  for (const pas of plan) {
    const lignes = await (confirmer ? store.regler(tx, pas) : store.compter(tx, pas))
    if (lignes > 0) faits.push({ table: pas.table, lignes, gardees: pas.changer !== null })
  }
  return faits
}

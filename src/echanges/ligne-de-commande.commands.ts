import { afficherJourCourt } from '../platform/date.ts'
import { RIEN_DE_PLUS } from '../platform/db/connexion.ts'
import { inTransaction } from '../platform/demande.ts'
import type { Ebauche } from '../platform/ebauche.ts'
import { executer } from '../platform/executer.ts'
import { lesPremiers } from '../platform/liste.ts'
import { exporter } from './export.lecture.ts'
import { confirmer, deposer, ecrire, examiner } from './import.commands.ts'
import * as store from './import.store.ts'

type Hote = Parameters<typeof executer>[0]
export type Terminal = {
  dire(texte: string): void
  /** Draws how far the work is, over itself. */
  avancer(titre: string, fait: number, total: number): void
  confirmer(question: string): Promise<boolean>
}
const enLecture = <T>(hote: Hote, compteId: string, work: Parameters<typeof inTransaction<T>>[2]) =>
  inTransaction(
    hote,
    {
      porteur: { compteId },
      permission: 'import:faire',
      dossierId: null,
      requete: 'ligne-de-commande',
    },
    work,
  )

/**
 * The same steps as the screen, in a terminal: read, compare, show, ask, write. Run again on the
 * same file, it goes on where it was.
 */
export async function importerFichier(
  hote: Hote,
  compteId: string,
  depot: { fichier: { nom: string; octets: Uint8Array<ArrayBuffer> }; remplacer: boolean },
  terminal: Terminal,
): Promise<void> {
  const { importId, reprise } = await executer(hote, compteId, deposer, { fichier: depot.fichier })
  if (reprise) terminal.dire('Ce fichier était en cours d’import : on reprend où on en était.')
  const lire = () =>
    enLecture(hote, compteId, async tx => ({
      resultat: {
        i: await store.importParId(tx, importId),
        c: await store.comptes(tx, importId),
        bilan: await store.resultats(tx, importId),
      },
      fin: RIEN_DE_PLUS,
    }))
  const total = (await lire()).i?.lignes ?? 0
  while ((await executer(hote, compteId, examiner, { importId })).reste)
    terminal.avancer('Comparaison', total - ((await lire()).c.get('a_examiner')?.n ?? 0), total)
  await direLApercu(hote, compteId, importId, terminal)
  const { i, c: colonne } = await lire()
  const aFaire = (colonne.get('creer')?.n ?? 0) + (colonne.get('completer')?.n ?? 0)
  if (i?.etat === 'apercu') {
    if (!(await terminal.confirmer(`Écrire ${aFaire} dossiers ?`)))
      return terminal.dire('Rien n’a été écrit.')
    await executer(hote, compteId, confirmer, {
      importId,
      ...(depot.remplacer ? { remplacer: 'oui' as const } : {}),
    })
  }
  let faits = (colonne.get('creer')?.faites ?? 0) + (colonne.get('completer')?.faites ?? 0)
  for (let reste = true; reste; ) {
    const fait = await executer(hote, compteId, ecrire, { importId })
    faits += fait.ecrites.length
    reste = fait.reste
    terminal.avancer('Écriture', faits, aFaire)
  }
  for (const { resultat, n: nombre } of (await lire()).bilan)
    terminal.dire(`${nombre} : ${resultat}`)
  terminal.dire('Import terminé.')
}

const LIGNES_DITES = 200
async function direLApercu(
  hote: Hote,
  compteId: string,
  importId: string,
  { dire }: Terminal,
): Promise<void> {
  const { c: colonne, lignes } = await enLecture(hote, compteId, async tx => ({
    resultat: {
      c: await store.comptes(tx, importId),
      lignes: await store.lignesParAction(
        tx,
        importId,
        ['fautive', 'a_choisir', 'ailleurs', 'completer', 'creer'],
        lesPremiers(LIGNES_DITES),
      ),
    },
    fin: RIEN_DE_PLUS,
  }))
  for (const ligne of lignes.lignes) {
    for (const faute of ligne.fautes)
      dire(`ligne ${ligne.numero}, ${faute.colonne ?? 'ligne'} : ${faute.message}`)
    for (const avertissement of ligne.avertissements)
      dire(
        `ligne ${ligne.numero}, à noter, ${avertissement.colonne ?? 'ligne'} : ${avertissement.message}`,
      )
    for (const difference of ligne.differences)
      dire(
        `ligne ${ligne.numero}, ${difference.libelle} : ${difference.avant ?? '(vide)'} → ${difference.apres}`,
      )
    if (ligne.action === 'a_choisir')
      dire(
        `ligne ${ligne.numero} : ressemble à ${ligne.candidats.map(x => `${x.nom} ${x.prenoms} (${x.numero})`).join(', ')} ; à choisir à l’écran.`,
      )
    if (ligne.action === 'ailleurs')
      dire(
        `ligne ${ligne.numero} : suivi par ${ligne.candidats[0]?.serviceNom ?? 'un autre service'}.`,
      )
  }
  if (lignes.total > LIGNES_DITES)
    dire(
      `${LIGNES_DITES} lignes sur ${lignes.total} : la suite se lit à l’écran « Importer et exporter ».`,
    )
  const nombre = (action: store.Action) => colonne.get(action)?.n ?? 0
  dire(
    `${nombre('creer')} dossiers à ouvrir, ${nombre('completer')} à compléter, ${nombre('identique') + nombre('suite')} sans changement, ${nombre('fautive')} lignes à corriger, ${nombre('a_choisir')} à choisir, ${nombre('ailleurs')} suivies ailleurs.`,
  )
}

/**
 * Writes the export of the account's service beside the terminal, journaled as the screen's is;
 * whoever holds the base's address types no password.
 */
export async function exporterService(
  hote: Hote,
  compteId: string,
  { partiel, placer, oter }: Ebauche,
  motif: string,
): ReturnType<typeof exporterEn> {
  try {
    const fait = await exporterEn(hote, compteId, partiel, motif)
    placer()
    return fait
  } finally {
    oter()
  }
}
const ACTE = 'echanges.exporter'
const exporterEn = (
  hote: Hote,
  compteId: string,
  chemin: string,
  motif: string,
): Promise<{ lignes: number; service: string; le: string }> =>
  inTransaction(
    hote,
    {
      porteur: { compteId },
      permission: 'export:faire',
      dossierId: null,
      requete: 'ligne-de-commande',
      acte: ACTE,
      instantane: true,
    },
    async (tx, { acteur, aujourdhui, maintenant, montrer }, ouverture) => {
      if (!acteur.serviceId) throw new Error('Ce compte n’est d’aucun service.')
      const { lignes, dossiers } = await exporter(
        tx,
        chemin,
        { id: acteur.serviceId, nom: acteur.entiteNom },
        maintenant.toString(),
      )
      montrer(dossiers, 'export du service')
      const acte = {
        commande: ACTE,
        traces: [{ cible: acteur.serviceId, motif }],
        champs: ['motif'],
        envoi: null,
        suite: null,
      }
      return {
        resultat: { lignes, service: acteur.entiteNom, le: afficherJourCourt(aujourdhui) },
        fin: hote.acces.ecriture({ ouverture, requete: 'ligne-de-commande', ...acte }),
      }
    },
  )

import type pg from 'pg'
import {
  choisirCanal,
  direParDefaut,
  instantsDeRappel,
  langueDe,
  lienArret,
} from '../messages/index.ts'
import {
  debutDuJour,
  instantDe,
  type Jour,
  lireInstant,
  type Territoire,
} from '../platform/date.ts'
import { Copie } from './copie.ts'
import { Hasard } from './hasard.ts'

type Ligne = {
  dossier_id: string
  id: string
  service_id: string
  creee_par: string
  le: Jour
  heure: string
  modalite: string
  adresse: string
  telephone_du_lieu: string | null
  pieces: string | null
  telephone: string | null
  courriel: string | null
  refuse_sms: boolean
  langues: string[]
  logement: string | null
  cree: string
  territoire: Territoire
}
const fautes: Record<string, string> = {
  echec: 'Numéro inconnu de l’opérateur.',
  incertain: 'L’opérateur n’a pas répondu.',
}
const tables = ['messages.lien_arret', 'messages.message', 'messages.evenement'] as const
/**
 * What three weeks of convocations said, and how it ended: most arrived, some numbers are dead, one
 * operator in a hundred did not answer.
 */
const CONVOCATIONS = `
  SELECT c.dossier_id, c.id, c.service_id, c.creee_par, c.le::text AS le,
    left(c.heure::text, 5) AS heure, c.modalite, c.adresse, l.telephone AS telephone_du_lieu,
         t.pieces, p.telephone, p.courriel, p.refuse_sms, p.langues,
           nullif(concat_ws(', ', p.adresse, concat_ws(' ', p.code_postal, p.commune)),
           '') AS logement,
         to_char(c.creee_a AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS cree, s.territoire
  FROM agenda.convocation c JOIN dossiers.personne p ON p.dossier_id = c.dossier_id
  JOIN moyens.service s ON s.id = c.service_id
  LEFT JOIN creneaux.v_lieu l ON l.lieu_id = c.lieu_id
  LEFT JOIN creneaux.type t ON t.entite_id = c.entite_id AND t.cle = c.type
  WHERE c.service_id IS NOT NULL AND c.etat IN ('prevue', 'honoree', 'manquee')
    AND c.le BETWEEN $1::date - 14 AND $1::date + 10
  ORDER BY c.dossier_id, c.id`

type Dit = { moment: 'convocation' | 'rappel'; a: string; cle: string }
/**
 * What was said of a convocation before a day: its announcement, and its reminder if there was
 * time.
 */
function ditsDe(ligne: Ligne, avant: string): Dit[] {
  const rappels = instantsDeRappel({
    debut: lireInstant(instantDe(ligne.le, ligne.heure)),
    rappelsHeures: [48],
    annonceA: lireInstant(ligne.cree),
    annoncee: true,
    fuseau: 'Europe/Paris',
    territoire: ligne.territoire,
  })
  const dits: Dit[] = [
    { moment: 'convocation', a: ligne.cree, cle: `${ligne.id}:convocation:1` },
    ...rappels.map(rappel => ({
      moment: 'rappel' as const,
      a: rappel.envoiA.toString(),
      cle: `${ligne.id}:rappel:1:48h`,
    })),
  ]
  return dits.filter(dit => dit.a < avant)
}

type Voie = { canal: Parameters<typeof direParDefaut>[2]; destinataire: string }
type Ou = { copie: Copie; hasard: Hasard; jeton: string }
/** One message, and what became of it. */
function unMessage(ligne: Ligne, voie: Voie, dit: Dit, { copie, hasard, jeton }: Ou): void {
  const { sujet, texte } = direParDefaut(
    { ...ligne, telephone: ligne.telephone_du_lieu, lien: lienArret(jeton) },
    dit.moment,
    voie.canal,
    langueDe(ligne.langues),
  )
  const id = hasard.uuid(Date.parse(dit.a))
  const etat = fin(hasard, voie.destinataire)
  copie.ligne('messages.message', {
    dossier_id: ligne.dossier_id,
    id,
    entite_id: ligne.service_id,
    objet_id: ligne.id,
    moment: dit.moment,
    canal: voie.canal,
    langue: langueDe(ligne.langues),
    destinataire: voie.destinataire,
    sujet,
    texte,
    envoi_a: dit.a,
    utile_jusqua: instantDe(ligne.le, ligne.heure),
    etat,
    cle: dit.cle,
    fournisseur: 'demo',
    essais: 1,
    pris_a: dit.a,
    change_a: dit.a,
    erreur: fautes[etat] ?? null,
    cree_a: ligne.cree,
    cree_par: ligne.creee_par,
  })
  for (const [i, quoi] of histoires[etat].entries())
    copie.ligne('messages.evenement', {
      dossier_id: ligne.dossier_id,
      id: hasard.uuid(i),
      message_id: id,
      quoi,
      a: dit.a,
      detail: null,
    })
}

/** Past messages of the demonstration, the same for the same base: their draws are their own. */
export async function ecrireLesMessages(client: pg.ClientBase, le: Jour): Promise<void> {
  const { rows } = await client.query<Ligne>(CONVOCATIONS, [le])
  const copie = new Copie()
  const hasard = new Hasard(20_261_127)
  const jetons = new Map<string, string>()
  for (const ligne of rows) {
    const { canal, destinataire } = choisirCanal({
      ...ligne,
      refuseSms: ligne.refuse_sms,
      adresse: ligne.logement,
      oppositions: [],
      injoignables: [],
    })
    if (canal === 'lettre') continue
    const jeton = jetons.get(ligne.dossier_id) ?? hasard.uuid(0).replaceAll('-', '').slice(-12)
    if (!jetons.has(ligne.dossier_id))
      copie.ligne('messages.lien_arret', { dossier_id: ligne.dossier_id, jeton })
    jetons.set(ligne.dossier_id, jeton)
    for (const dit of ditsDe(ligne, debutDuJour(le)))
      unMessage(ligne, { canal, destinataire }, dit, { copie, hasard, jeton })
  }
  await copie.envoyer(client, tables)
}

const histoires = {
  recu: ['pris', 'accepte', 'recu'],
  envoye: ['pris', 'accepte'],
  echec: ['pris', 'accepte', 'echec'],
  incertain: ['pris', 'doute'],
} as const
/** A dead number is dead each time; the rest is drawn. */
function fin(hasard: Hasard, destinataire: string): keyof typeof histoires {
  const tire = hasard.reel()
  if (/(00|13|77)$/.test(destinataire)) return 'echec'
  if (tire < 0.9) return 'recu'
  return tire < 0.99 ? 'envoye' : 'incertain'
}

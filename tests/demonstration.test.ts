import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refusDuJour } from '../src/accompagnement/entretien.rules.ts'
import { refusSansPassage } from '../src/agenda/accueil.rules.ts'
import { conflits, type Modalite, modalites, refusDuType } from '../src/agenda/convocation.rules.ts'
import { type Etat, refusDEtat } from '../src/agenda/etat.rules.ts'
import { refusApresLaFin, refusDuMoment } from '../src/agenda/moment.rules.ts'
import { generer } from '../src/demonstration/index.ts'
import { refusDeNaissance } from '../src/dossiers/dossier.rules.ts'
import { envoiPermis } from '../src/messages/message.rules.ts'
import { refusDeMesure, type Saisie } from '../src/mesures/mesure.rules.ts'
import {
  age,
  ajouterJours,
  estOuvre,
  type Jour,
  jourDeSemaine,
  lireInstant,
  type Territoire,
} from '../src/platform/date.ts'
import { baseVide, LE } from './base.ts'

/**
 * Days on which a demonstration is opened: an ordinary one, the Sunday after Christmas, Good Friday
 * (open in the Vosges, closed in Alsace-Moselle).
 */
const jours: Jour[] = [LE, '2026-12-27', '2027-03-26']
const bases: { le: Jour; pool: pg.Pool; fermer(): Promise<void> }[] = []
beforeAll(async () => {
  for (const le of jours) {
    const vide = await baseVide()
    await generer(vide.url, { dossiers: 150, le, messages: true })
    bases.push({ le, ...vide })
  }
})
afterAll(async () => {
  for (const b of bases) await b.fermer()
})

/** Every row of every day, and what is wrong with it: nothing is sampled. */
async function chaque<L extends pg.QueryResultRow>(
  requete: string,
  fautes: (ligne: L, le: Jour) => string[],
): Promise<string[]> {
  const trouvees: string[] = []
  for (const { le, pool } of bases) {
    const { rows } = await pool.query<L>(requete)
    expect(rows.length, `rien à lire le ${le}`).toBeGreaterThan(20)
    for (const ligne of rows)
      for (const faute of fautes(ligne, le))
        trouvees.push(`${le} ${faute} : ${JSON.stringify(ligne)}`)
  }
  return trouvees
}
const codes = (refus: { code: string }[]) => refus.map(r => r.code)
const territoireDuDossier = `(SELECT s.territoire FROM dossiers.prise_en_charge e JOIN moyens.service s ON s.id = e.service_id WHERE e.dossier_id = t.dossier_id AND e.fin_a IS NULL)`
const paris = (colonne: string) => `(${colonne} AT TIME ZONE 'Europe/Paris')::date::text`

type Convocation = {
  le: Jour
  heure: string
  duree: number
  type: string
  fonctions: string[]
  par: string
  modalite: Modalite
  etat: Etat
  lieu: string
  lieuId: string | null
  adresse: string
  plage: { jours: number[]; de: string; a: string } | null
  creeLe: Jour
  ouvertLe: Jour
  closLe: Jour | null
  finLe: Jour | null
  territoire: Territoire
  lieuEst: { ouvreA: string; fermeA: string; fermeLe: Jour | null; territoire: Territoire } | null
  etablissementDuLieu: string | null
  milieu: string | null
  prison: string | null
  ecroueLe: Jour | null
  telephone: string | null
  logement: string
  chezElle: string | null
  arriveeLe: Jour | null
  absences: { qui: string; du: string; au: string }[]
}
const CONVOCATIONS = `
  SELECT t.le::text AS le, left(t.heure::text, 5) AS heure, t.duree_minutes AS duree, t.type, y.fonctions, g.fonction AS par, t.modalite, t.etat, t.lieu, t.lieu_id AS "lieuId", t.adresse,
    CASE WHEN p.id IS NULL THEN NULL ELSE json_build_object('jours', p.jours, 'de', left(p.de::text, 5), 'a', left(p.a::text, 5)) END AS plage,
    ${paris('t.creee_a')} AS "creeLe", d.ouvert_le::text AS "ouvertLe", ${paris('d.clos_a')} AS "closLe",
    (SELECT max(m.fin_le)::text FROM mesures.v_mesure m WHERE m.dossier_id = t.dossier_id) AS "finLe", coalesce(l.territoire, s.territoire) AS territoire,
    CASE WHEN l.lieu_id IS NULL THEN NULL ELSE json_build_object('ouvreA', left(l.ouvre_a::text, 5), 'fermeA', left(l.ferme_a::text, 5), 'fermeLe', l.ferme_le, 'territoire', l.territoire) END AS "lieuEst",
    n.etablissement_id AS "etablissementDuLieu", n.milieu, e.nom AS prison, i.ecroue_le::text AS "ecroueLe", i.telephone, i.logement,
    i.adresse || ', ' || i.code_postal || ' ' || i.commune AS "chezElle", ${paris('a.arrivee_a')} AS "arriveeLe",
    coalesce((SELECT json_agg(json_build_object('qui', 'agent', 'du', b.du, 'au', b.au)) FROM creneaux.v_absence b
      WHERE (b.agent_id = t.agent_id OR b.lieu_id = t.lieu_id OR b.agenda_id = t.agenda_id) AND b.periode && t.creneau), '[]') AS absences
  FROM agenda.convocation t JOIN dossiers.dossier d USING (dossier_id) JOIN dossiers.personne i USING (dossier_id)
    JOIN creneaux.type y ON y.entite_id = t.entite_id AND y.cle = t.type JOIN moyens.agent g ON g.id = t.creee_par LEFT JOIN moyens.service s ON s.id = t.service_id
    LEFT JOIN creneaux.v_lieu l ON l.lieu_id = t.lieu_id LEFT JOIN moyens.antenne n ON n.id = t.lieu_id LEFT JOIN creneaux.plage p ON p.id = t.plage_id
    LEFT JOIN moyens.etablissement e ON e.id = i.etablissement_id LEFT JOIN agenda.arrivee a ON a.dossier_id = t.dossier_id AND a.convocation_id = t.id`

describe('Les données de démonstration obéissent aux règles de la maison', () => {
  it('Chaque convocation tombe un jour ouvré du département, aux heures du lieu ou de sa plage, sans absence, et après avoir été écrite', async () => {
    const fautes = await chaque<Convocation>(CONVOCATIONS, (c, le) => {
      const lieu = c.lieuEst ?? {
        ouvreA: '08:00',
        fermeA: '20:00',
        fermeLe: null,
        territoire: c.territoire,
      }
      const demande = {
        le: c.le,
        heure: c.heure,
        dureeMinutes: c.duree,
        parPlage: c.plage !== null,
      }
      const { plage } = c
      return [
        ...codes(refusDuMoment(demande, lieu, { le: c.creeLe, heure: '00:00' })),
        ...codes(
          refusDuType(
            { libelle: c.type, fonctions: c.fonctions, actif: true, collectif: false },
            c.par,
          ),
        ),
        ...codes(c.plage ? [] : refusApresLaFin(c.finLe, c.le)),
        ...(plage &&
        !(plage.jours.includes(jourDeSemaine(c.le)) && c.heure >= plage.de && c.heure < plage.a)
          ? ['hors_plage']
          : []),
        ...(c.absences.length && c.etat === 'prevue' ? ['absence'] : []),
        ...(c.creeLe < c.ouvertLe || c.creeLe >= le ? ['ecrite_hors_du_suivi'] : []),
        ...(c.closLe && c.le > c.closLe ? ['apres_la_cloture'] : []),
        ...(c.etat === 'prevue'
          ? []
          : codes(
              refusDEtat({ etat: 'prevue', le: c.le, heure: c.heure }, c.etat, {
                le,
                heure: '07:00',
              }),
            )),
      ]
    })
    expect(fautes.slice(0, 5)).toEqual([])
  })

  it('Chaque personne est reçue là où elle est : en prison ou en visio, chez elle, au téléphone qu’elle a', async () => {
    const fautes = await chaque<Convocation>(CONVOCATIONS, c => {
      const detenue = c.prison !== null && c.ecroueLe !== null && c.ecroueLe <= c.le
      const ici = c.prison !== null && c.etablissementDuLieu !== null
      const detention = detenue ? { etablissement: c.prison ?? '', ici } : null
      const surPlace = c.modalite === 'lieu'
      const nomAttendu = surPlace ? c.lieu : modalites[c.modalite]
      return [
        ...codes(conflits(c, { absences: [], autres: [], seances: [], detention })),
        ...(detenue && !surPlace && c.modalite !== 'visio' ? ['detenue_ailleurs'] : []),
        ...(!detenue && c.milieu === 'ferme' ? ['libre_convoquee_en_prison'] : []),
        ...(c.lieu !== nomAttendu || (surPlace && c.lieuId === null)
          ? ['lieu_qui_ne_dit_pas_ou']
          : []),
        ...(c.modalite === 'domicile' &&
        (c.logement !== 'adresse' || c.adresse !== c.chezElle || c.lieuId !== null)
          ? ['pas_chez_elle']
          : []),
        ...(c.modalite === 'telephone' && !c.telephone ? ['sans_telephone'] : []),
        ...(c.arriveeLe
          ? codes(
              refusSansPassage({
                modalite: c.modalite,
                enEtablissement: c.etablissementDuLieu !== null,
              }),
            )
          : []),
        ...(c.arriveeLe && c.arriveeLe !== c.le ? ['arrivee_un_autre_jour'] : []),
      ]
    })
    expect(fautes.slice(0, 5)).toEqual([])
  })

  it('Personne n’est à deux endroits à la fois, ni qui reçoit ni qui est reçu', async () => {
    for (const { le, pool } of bases) {
      const { rows } = await pool.query(
        `WITH temps AS (
           SELECT id, dossier_id, agent_id, creneau FROM agenda.convocation WHERE etat NOT IN ('annulee', 'reportee')
           UNION ALL SELECT id, dossier_id, agent_id, tsrange(le + heure, le + heure + interval '45 minutes') FROM accompagnement.entretien WHERE convocation_id IS NULL AND heure IS NOT NULL)
         SELECT a.creneau, b.creneau FROM temps a JOIN temps b ON a.id < b.id AND a.creneau && b.creneau AND (a.agent_id = b.agent_id OR a.dossier_id = b.dossier_id)`,
      )
      expect(rows.slice(0, 3), le).toEqual([])
    }
  })

  it('Chaque entretien a eu lieu pendant le suivi, un jour ouvré, là où la personne était', async () => {
    type Entretien = {
      le: Jour
      heure: string
      forme: string
      naissance: Jour
      depuis: Jour
      territoire: Territoire
      finLe: Jour | null
      detenue: boolean
      logement: string
      telephone: string | null
    }
    const fautes = await chaque<Entretien>(
      `SELECT t.le::text AS le, left(t.heure::text, 5) AS heure, t.forme, i.naissance_le::text AS naissance, d.ouvert_le::text AS depuis, ${territoireDuDossier} AS territoire,
         least((SELECT max(m.fin_le) FROM mesures.v_mesure m WHERE m.dossier_id = t.dossier_id), (d.clos_a AT TIME ZONE 'Europe/Paris')::date)::text AS "finLe",
         coalesce(i.ecroue_le <= t.le, false) AS detenue, i.logement, i.telephone
       FROM accompagnement.entretien t JOIN dossiers.dossier d USING (dossier_id) JOIN dossiers.personne i USING (dossier_id)`,
      (t, le) => [
        ...codes(
          refusDuJour(
            t,
            {
              aujourdhui: ajouterJours(le, -1),
              heure: '23:59',
              naissanceLe: t.naissance,
              suiviDepuis: t.depuis,
            },
            false,
          ),
        ),
        ...(estOuvre(t.le, t.territoire) ? [] : ['jour_ferme']),
        ...(t.finLe && t.le > t.finLe ? ['apres_la_fin'] : []),
        ...(t.detenue === ['etablissement', 'visio'].includes(t.forme)
          ? []
          : ['pas_la_ou_elle_est']),
        ...(t.forme === 'domicile' && t.logement !== 'adresse' ? ['sans_domicile'] : []),
        ...(t.forme === 'telephone' && !t.telephone ? ['sans_telephone'] : []),
      ],
    )
    expect(fautes.slice(0, 5)).toEqual([])
  })

  it('Chaque mesure est de celles que la loi permet ce jour-là, et la personne était majeure aux faits', async () => {
    type Mesure = { [C in keyof Saisie]: Saisie[C] | null } & {
      naissance: Jour
      rangs: string[] | null
    }
    const fautes = await chaque<Mesure>(
      `SELECT t.nature, t.decision_le::text AS "decisionLe", t.debut_le::text AS "debutLe", t.fin_le::text AS "finLe", t.faits_le::text AS "faitsLe", t.notifiee_le::text AS "notifieeLe",
         t.duree_mois AS "dureeMois", t.heures, t.palier, t.peine_mois AS "peineMois", t.recidive, t.ssj_encouru AS "ssjEncouru", t.contravention, i.naissance_le::text AS naissance,
         coalesce((SELECT json_agg(json_build_object('article', o.article)) FROM mesures.obligation o WHERE o.dossier_id = t.dossier_id AND o.mesure_id = t.id), '[]') AS obligations,
         (SELECT array_agg(a.le::text ORDER BY a.rang) FROM mesures.acte a WHERE a.dossier_id = t.dossier_id AND a.mesure_id = t.id) AS rangs
       FROM mesures.mesure t JOIN dossiers.personne i USING (dossier_id)`,
      ({ naissance, rangs, ...saisie }, le) => {
        const dite = Object.fromEntries(
          Object.entries(saisie).filter(([, v]) => v !== null),
        ) as Saisie
        const actes = rangs ?? []
        return [
          ...codes(refusDeMesure(dite)),
          ...codes(refusDeNaissance(naissance, le)),
          ...(age(naissance, dite.faitsLe ?? dite.decisionLe) < 18 ? ['mineure_aux_faits'] : []),
          ...(dite.decisionLe > le ? ['decision_a_venir'] : []),
          ...(actes.some((a, n) => a > le || a < (actes[n - 1] ?? dite.decisionLe))
            ? ['actes_en_desordre']
            : []),
        ]
      },
    )
    expect(fautes.slice(0, 5)).toEqual([])
  })
})

describe('Les messages', () => {
  it('Aucun n’est parti la nuit, un dimanche ou un jour férié, ni avant d’avoir été écrit, ni après l’heure dite', async () => {
    const fautes = await chaque<{
      envoi: string
      cree: string
      utile: string
      territoire: Territoire
    }>(
      `SELECT to_json(t.envoi_a)#>>'{}' AS envoi, to_json(t.cree_a)#>>'{}' AS cree, to_json(t.utile_jusqua)#>>'{}' AS utile, s.territoire
       FROM messages.message t JOIN moyens.service s ON s.id = t.entite_id`,
      m => [
        ...(envoiPermis(lireInstant(m.envoi), 'Europe/Paris', m.territoire)
          ? []
          : ['heure_interdite']),
        ...(Date.parse(m.envoi) < Date.parse(m.cree) || Date.parse(m.envoi) > Date.parse(m.utile)
          ? ['hors_de_propos']
          : []),
      ],
    )
    expect(fautes.slice(0, 5)).toEqual([])
  })
})

/**
 * Days that nobody chooses, or that are not the demonstration's own to write: each with its reason.
 */
const deToutJour: Record<string, string> = {
  'dossiers.personne.naissance_le': 'on naît n’importe quand',
  'mesures.mesure.fin_le': 'un terme tombe n’importe quand',
  'mesures.acte.terme_le': 'un terme tombe n’importe quand',
  'mesures.mesure.faits_le': 'les faits aussi',
  'echeances.echeance.le': 'une échéance suit de la loi et des faits',
  'echeances.echeance.ouvre_le': 'un délai suit de la loi et des faits',
  'dossiers.perimetre.fin_a': 'un nombre de jours après la fin de ce qui l’a ouvert',
  'messages.message.envoi_a':
    'les messages partent aussi le samedi : leur règle est vérifiée plus haut',
  'messages.message.pris_a': 'de même',
  'messages.message.change_a': 'de même',
  'messages.evenement.a': 'de même',
}
/** A row whose day is that of no work: an end that falls by itself. */
const saufOu: Record<string, string> = { 'mesures.acte.le': "t.acte <> 'fin_au_terme'" }

describe('Aucun geste d’un dimanche ni d’un jour férié', () => {
  it('Toute date de toute table d’un dossier est celle d’un jour ouvré du département, celles de la liste à part', async () => {
    for (const { le, pool } of bases) {
      const { rows: colonnes } = await pool.query<{
        table: string
        colonne: string
        instant: boolean
      }>(
        `SELECT c.table_schema || '.' || c.table_name AS table, c.column_name AS colonne, c.data_type LIKE 'timestamp%' AS instant FROM information_schema.columns c
         JOIN information_schema.tables b USING (table_schema, table_name) WHERE b.table_type = 'BASE TABLE' AND c.data_type IN ('date', 'timestamp with time zone')
         AND EXISTS (SELECT 1 FROM information_schema.columns d WHERE d.table_schema = c.table_schema AND d.table_name = c.table_name AND d.column_name = 'dossier_id')`,
      )
      expect(colonnes.length).toBeGreaterThan(60)
      const fautes: string[] = []
      for (const { table, colonne, instant } of colonnes.filter(
        c => !deToutJour[`${c.table}.${c.colonne}`],
      )) {
        const jour = instant ? paris(`t.${colonne}`) : `t.${colonne}::text`
        const { rows } = await pool.query<{ jour: Jour; territoire: Territoire }>(
          `SELECT DISTINCT ${jour} AS jour, ${territoireDuDossier} AS territoire FROM ${table} t WHERE t.${colonne} IS NOT NULL AND t.dossier_id IS NOT NULL AND ${saufOu[`${table}.${colonne}`] ?? 'true'}`,
        )
        for (const r of rows)
          if (!estOuvre(r.jour, r.territoire))
            fautes.push(`${le} ${table}.${colonne} : ${r.jour} (${r.territoire})`)
      }
      expect(fautes.slice(0, 40)).toEqual([])
    }
  })
})

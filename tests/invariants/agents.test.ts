import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { commandesDeclarees } from '../../src/platform/command.ts'
import { afficherJour, ajouterJours, type Jour } from '../../src/platform/date.ts'
import { executer } from '../../src/platform/executer.ts'
import type { Plateforme } from '../../src/platform/http/plateforme.ts'
import { application, type Essai, LE, Navigateur, nouvelEssai } from '../base.ts'

const ARRIVE: Jour = ajouterJours(LE, 9)
let e: Essai
let p: Plateforme
let futur = ''
const ids: Record<string, string> = {}
const un = async (requete: string, ...valeurs: unknown[]) =>
  (await e.proprietaire.query<Record<string, string>>(requete, valeurs)).rows[0] as Record<
    string,
    string
  >
const faire = async (compte: string, nom: string, saisie: object) => {
  const commande = commandesDeclarees().find(c => c.name === nom) as Parameters<typeof executer>[2]
  return (await executer(e.hote, await e.agent(compte), commande, saisie as never)) as Record<
    string,
    string
  >
}
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
  const { id: service } = await un("SELECT id FROM moyens.service WHERE departement = '67'")
  const arrivant = `INSERT INTO moyens.agent (service_id, nom, prenom, fonction, arrive_le) VALUES ($1, 'Zulauf', 'Perle', 'travailleur_social', $2) RETURNING id`
  futur = (await un(arrivant, service, ARRIVE)).id ?? ''
  ids.service = service ?? ''
  const ouvert = `SELECT p.dossier_id AS id FROM dossiers.prise_en_charge p JOIN dossiers.dossier d USING (dossier_id) JOIN moyens.service s ON s.id = p.service_id
    WHERE p.fin_a IS NULL AND d.clos_a IS NULL AND NOT EXISTS (SELECT 1 FROM dossiers.transfert t WHERE t.dossier_id = d.dossier_id AND t.etat = 'propose')`
  ids.dossier =
    (await un(`${ouvert} AND p.referent_id = $1 ORDER BY 1 LIMIT 1`, await e.agent('ts.67'))).id ??
    ''
  ids.ailleurs = (await un(`${ouvert} AND s.departement = '57' ORDER BY 1 LIMIT 1`)).id ?? ''
  ids.lieu =
    (
      await un(
        'SELECT id FROM creneaux.lieu WHERE entite_id = $1 AND ferme_le IS NULL ORDER BY id LIMIT 1',
        ids.service,
      )
    ).id ?? ''
  const neuve = { nom: 'Arrivante', prenoms: 'Odile', naissanceLe: '1991-02-03', confirme: 'oui' }
  ids.libre = (await faire('accueil.67', 'dossiers.creer', neuve)).dossierId ?? ''
  const transfert = { dossierId: ids.ailleurs, versServiceId: ids.service, motif: 'Elle déménage' }
  ids.transfert =
    (await faire('dpip.57', 'dossiers.proposer-transfert', transfert)).transfertId ?? ''
  ids.convocation =
    (await faire('ts.67', 'agenda.convoquer', { ...heureLibre(), agentId: await e.agent('ts.67') }))
      .convocationId ?? ''
}, 120_000)
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})

const jourDAvant = ajouterJours(LE, 2)
const heureLibre = () => ({
  dossierId: ids.dossier,
  type: 'suivi',
  le: jourDAvant,
  heure: '10:00',
  lieuId: ids.lieu,
  prevenir: 'non',
  mesures: ['aucune'],
  malgre: 'oui',
})
/** Each command that takes an agent, given one who has not arrived; the field, by who may. */
const essais: Record<string, [champ: string, compte: string, saisie: () => object]> = {
  'dossiers.ouvrir': [
    'referentId',
    'dpip.67',
    () => ({ nom: 'Ouverte', prenoms: 'Odile', naissanceLe: '1991-02-04', referentId: futur }),
  ],
  'dossiers.affecter': [
    'referentId',
    'dpip.67',
    () => ({ dossierId: ids.dossier, referentId: futur }),
  ],
  'dossiers.affecter-en-nombre': [
    'referentId',
    'dpip.67',
    () => ({ dossierIds: [ids.libre], referentId: futur }),
  ],
  'dossiers.passer-en-nombre': [
    'versIds',
    'dpip.67',
    () => ({
      deAgentId: ids.ts,
      dossierIds: [ids.dossier],
      lesquels: 'coches',
      versIds: [futur],
      convocations: 'restent',
    }),
  ],
  'dossiers.accepter-transfert': [
    'referentId',
    'dpip.67',
    () => ({
      dossierId: ids.ailleurs,
      transfertId: ids.transfert,
      referentId: futur,
      convocations: 'a_decider',
    }),
  ],
  'agenda.convoquer': ['agentId', 'ts.67', () => ({ ...heureLibre(), agentId: futur })],
  'agenda.modifier': [
    'agentId',
    'ts.67',
    () => ({ ...heureLibre(), convocationId: ids.convocation, version: 1, agentId: futur }),
  ],
  'agenda.reporter': [
    'agentId',
    'ts.67',
    () => ({ ...heureLibre(), convocationId: ids.convocation, motif: 'Malade', agentId: futur }),
  ],
  'creneaux.tenir-agenda': [
    'agentId',
    'dpip.67',
    () => ({ nom: 'Agenda à venir', lieuId: ids.lieu, agentId: futur }),
  ],
  'creneaux.noter-absence': [
    'objet',
    'dpip.67',
    () => ({ objet: `agent.${futur}`, duLe: LE, auLe: ajouterJours(LE, 20), motif: 'formation' }),
  ],
}
/** Fields that name an agent, and are none of these, each with its reason. */
const autrement = new Map([
  [
    'dossiers.passer-en-nombre deAgentId',
    'de qui les dossiers partent : qui n’est pas arrivé n’en a pas',
  ],
  [
    'dossiers.constater-le-silence referentId',
    'essayé avec le silence d’une demande, dans silence.commands.test.ts',
  ],
  [
    'agenda.confier agentId',
    'choisi parmi les présents de chacun des jours : les autres n’existent pas (decision.store.ts)',
  ],
  ['moyens.tenir-agent agentId', 'la fiche de l’agent lui-même, qui dit quand il arrive'],
])

type Champs = Record<string, z.ZodType>
const champsDe = (input: z.ZodType): Champs => {
  const { shape, def } = input as { shape?: Champs; def?: { in?: z.ZodType } }
  return shape ?? (def?.in ? champsDe(def.in) : {})
}
const IDENTIFIANT = '00000000-0000-7000-8000-000000000001'
/** Does this field take an identifier, alone, in a list, or after the kind of what it names? */
const prendUnIdentifiant = (champ: z.ZodType): boolean =>
  [IDENTIFIANT, [IDENTIFIANT], `agent.${IDENTIFIANT}`].some(v => champ.safeParse(v).success) &&
  !['Un mot', ['Un mot'], 'n° 1'].some(v => champ.safeParse(v).success)
/** What the other identifiers are of: a new name is said here, or is an agent. */
const AUTRES =
  /^(?:recherche|rouvrir|origine|choix|nonpoursuite|ids|opposition|levees|dossier|mesure|acte|obligation|piece|attente|convocation|lieu|agenda|plage|absence|type|antenne|service|juridiction|etablissement|entite|transfert|demande|personne|saisine|rapport|reponse|entretien|evaluation|objectif|etape|plan|proposition|nouvelle|message|modele|import|alerte|flux|remise|echeance|cloture|ressort|cible|session|brouillon|lien|decision|audience|cause|cas)/

describe('Un agent qui n’est pas encore arrivé', () => {
  it('toute commande qui nomme un agent est essayée, ou dit pourquoi non : le programme les trouve', () => {
    const trouves = commandesDeclarees().flatMap(({ name, input }) =>
      Object.entries(champsDe(input))
        .filter(
          ([champ, schema]) =>
            prendUnIdentifiant(schema) &&
            !AUTRES.test(champ.replace(/^(?:vers|de)(?=[A-Z][a-z]+Id)/, '').toLowerCase()),
        )
        .map(([champ]) => `${name} ${champ}`),
    )
    const dits = [
      ...Object.entries(essais).map(([nom, [champ]]) => `${nom} ${champ}`),
      ...autrement.keys(),
    ]
    expect(trouves.sort()).toEqual(dits.sort())
  })
  it.each(Object.entries(essais))(
    '%s le refuse, et dit quand il arrive',
    async (nom, [champ, compte, saisie]) => {
      ids.ts = await e.agent('ts.67')
      await expect(faire(compte, nom, saisie())).rejects.toMatchObject({
        refusals: [
          {
            code: 'agent_a_venir',
            champ,
            message: expect.stringContaining(`arrive le ${afficherJour(ARRIVE)}`),
          },
        ],
      })
    },
  )
  it('n’est offert ni à affecter, ni à passer, ni à l’équipe ; le jour venu, il l’est', async () => {
    const pages = [
      `/dossiers/${ids.dossier}/affecter`,
      '/equipe/affecter',
      `/equipe/agents/${ids.ts}/dossiers`,
      '/equipe?par=100',
    ]
    const offert = async () => {
      const n = await new Navigateur(p).entrer('dpip.67')
      const offertes: [string, number, boolean][] = []
      for (const page of pages) {
        const { statut, texte } = await n.ouvrir(page)
        const contenu = /<main[\s\S]*<\/main>/.exec(texte)?.[0] ?? texte
        offertes.push([
          page,
          statut,
          contenu.includes(page.startsWith('/equipe?') ? 'Zulauf' : futur),
        ])
      }
      return offertes
    }
    expect(await offert()).toEqual(pages.map(page => [page, 200, false]))
    e.avancer({ hours: 24 * 9 })
    expect(await offert()).toEqual(pages.map(page => [page, 200, true]))
  })
})

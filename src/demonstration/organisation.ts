import type { Fonction } from '../acces/index.ts'
import type { Jour } from '../platform/date.ts'
import type { Copie } from './copie.ts'
import type { Hasard } from './hasard.ts'
import { noms, prenomsF, prenomsM, voies } from './noms.ts'
import { communesDe, modeles, nomDuService } from './territoire.ts'

export const MOT_DE_PASSE = 'demonstration-fil-rouge'
export type Agent = {
  id: string
  fonction: Fonction
  nom: string
  prenom: string
  antenne?: string | undefined
}
export type Antenne = {
  id: string
  nom: string
  adresse: string
  ferme: boolean
  etablissementId: string | null
}
export type Service = {
  id: string
  nom: string
  departement: string
  territoire: string
  antennes: Antenne[]
  etablissements: string[]
  juridictions: { id: string; nom: string; ville: string; agents: Agent[] }[]
  agents: Agent[]
  communes: { nom: string; codePostal: string }[]
}

const effectifs: [Fonction, number][] = [
  ['travailleur_social', 12],
  ['dpip', 2],
  ['dfspip', 1],
  ['psychologue', 1],
  ['coordinateur', 1],
  ['administratif', 2],
  ['surveillant', 1],
]
const auTribunal: Fonction[] = ['jap', 'parquet', 'greffe', 'bex']
const profils: Partial<Record<Fonction, string[]>> = {
  travailleur_social: ['CPIP', 'CPIP', 'CPIP', 'assistant de service social'],
}

/**
 * Services, antennes, juridictions, agents and their demonstration accounts; beyond three services
 * the model repeats with a number.
 */
export function creerOrganisation(
  copie: Copie,
  hasard: Hasard,
  options: { services: number; le: Jour; motDePasse: string },
): Service[] {
  const ms = Date.parse(`${options.le}T00:00:00Z`) - 2000 * 86_400_000
  const uuid = () => hasard.uuid(ms)
  const dispId = uuid()
  copie.ligne('moyens.disp', {
    id: dispId,
    nom: 'DISP de Strasbourg – Grand Est',
    siege: 'Strasbourg',
  })
  compte(
    copie,
    { id: uuid(), fonction: 'administrateur', nom: 'Administration', prenom: 'Compte' },
    {},
    'admin@demo.example',
    options,
  )
  return Array.from({ length: options.services }, (_, rang) =>
    creerService(copie, hasard, uuid, { ...options, dispId, n: rang }),
  )
}

type Options = { dispId: string; n: number; le: Jour; motDePasse: string }
function creerService(copie: Copie, hasard: Hasard, uuid: () => string, options: Options): Service {
  const modele = modeles[options.n % modeles.length]
  if (!modele) throw new RangeError('no model of service')
  const { departement, territoire } = modele
  const tour = Math.floor(options.n / modeles.length)
  const suffixe = tour === 0 ? '' : ` ${tour + 1}`
  const communes = communesDe(departement)
  const service: Service = {
    id: uuid(),
    nom: `${nomDuService(departement)}${suffixe}`,
    departement,
    territoire,
    antennes: [],
    etablissements: [],
    juridictions: [],
    agents: [],
    communes,
  }
  copie.ligne('moyens.service', {
    id: service.id,
    disp_id: options.dispId,
    nom: service.nom,
    departement,
    territoire,
    telephone: '03 53 01 00 00',
    courriel: `spip.${departement}.${options.n}@demo.example`,
  })
  for (const lieu of modele.lieux) {
    const commune = communes.find(ligne => ligne.code === lieu.commune)
    const etablissementId = lieu.etablissement ? uuid() : null
    if (etablissementId && lieu.etablissement) {
      copie.ligne('moyens.etablissement', {
        id: etablissementId,
        service_id: service.id,
        nom: `${lieu.etablissement}${suffixe}`,
        commune: commune?.nom ?? '',
      })
      service.etablissements.push(etablissementId)
    }
    const antenne = {
      id: uuid(),
      nom: `${lieu.antenne}${suffixe}`,
      adresse: `${hasard.entier(1, 90)} ${hasard.parmi(voies)}`,
      ferme: lieu.milieu === 'ferme',
      etablissementId,
    }
    service.antennes.push({
      ...antenne,
      adresse: `${antenne.adresse}, ${commune?.codePostal} ${commune?.nom}`,
    })
    copie.ligne('moyens.antenne', {
      id: antenne.id,
      service_id: service.id,
      nom: antenne.nom,
      milieu: lieu.milieu,
      etablissement_id: etablissementId,
      adresse: antenne.adresse,
      code_postal: commune?.codePostal ?? '',
      commune: commune?.nom ?? '',
      telephone: lieu.telephone,
      horaires: 'du lundi au vendredi, 9 h à 12 h et 14 h à 17 h',
    })
  }
  for (const [fonction, combien] of effectifs)
    for (let i = 1; i <= combien; i += 1)
      service.agents.push(creerAgent(copie, hasard, uuid, fonction, i, service, options))
  for (const ville of modele.juridictions)
    service.juridictions.push(
      creerJuridiction(copie, hasard, uuid, ville, suffixe, service, options),
    )
  return service
}

const abreges: Record<string, string> = { travailleur_social: 'ts', administratif: 'accueil' }
const sansAccent = (texte: string) =>
  texte
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase()

/**
 * One travailleur social of six works in prison, as one dossier of seven is there; the others are
 * spread over the open antennes.
 */
function antenneDe({ antennes }: Service, fonction: Fonction, i: number): Antenne | undefined {
  const fermee = antennes.find(antenne => antenne.ferme)
  if (fonction !== 'travailleur_social' || !fermee) return antennes[(i - 1) % antennes.length]
  const ouvertes = antennes.filter(antenne => !antenne.ferme)
  return i % 6 === 0 ? fermee : ouvertes[(i - 1) % ouvertes.length]
}

function creerAgent(
  copie: Copie,
  hasard: Hasard,
  uuid: () => string,
  fonction: Fonction,
  i: number,
  service: Service,
  options: Options,
): Agent {
  const antenne = antenneDe(service, fonction, i)
  const agent: Agent = {
    id: uuid(),
    fonction,
    nom: hasard.parmi(noms),
    prenom: hasard.parmi(hasard.chance(0.6) ? prenomsF : prenomsM),
    antenne: antenne?.id,
  }
  const rang = i === 1 ? '' : String(i)
  compte(
    copie,
    agent,
    {
      service_id: service.id,
      antenne_id: antenne?.id ?? null,
      profil: profils[fonction] ? hasard.parmi(profils[fonction]) : null,
    },
    `${abreges[fonction] ?? fonction}${rang}.${service.departement}${options.n >= 3 ? `.${options.n}` : ''}@demo.example`,
    options,
  )
  return agent
}

function creerJuridiction(
  copie: Copie,
  hasard: Hasard,
  uuid: () => string,
  ville: string,
  suffixe: string,
  service: Service,
  options: Options,
) {
  const id = uuid()
  const nom = `Tribunal judiciaire ${/^[ÉAEIOU]/.test(ville) ? 'd’' : 'de '}${ville}${suffixe}`
  copie.ligne('moyens.juridiction', { id, nom, ville })
  copie.ligne('moyens.service_juridiction', { service_id: service.id, juridiction_id: id })
  const agents = auTribunal.map(fonction => {
    const agent: Agent = {
      id: uuid(),
      fonction,
      nom: hasard.parmi(noms),
      prenom: hasard.parmi(hasard.chance(0.6) ? prenomsF : prenomsM),
    }
    compte(
      copie,
      agent,
      { juridiction_id: id },
      `${fonction}.${sansAccent(ville)}${options.n >= 3 ? `.${options.n}` : ''}@demo.example`,
      options,
    )
    return agent
  })
  return { id, nom, ville, agents }
}

function compte(
  copie: Copie,
  agent: Agent,
  ou: {
    service_id?: string
    antenne_id?: string | null
    juridiction_id?: string
    profil?: string | null
  },
  identifiant: string,
  donnees: { le: Jour; motDePasse: string },
): void {
  const { service_id = null, antenne_id = null, juridiction_id = null, profil = null } = ou
  copie.ligne('moyens.agent', {
    id: agent.id,
    nom: agent.nom,
    prenom: agent.prenom,
    fonction: agent.fonction,
    profil,
    service_id,
    antenne_id,
    juridiction_id,
    telephone: '03 53 01 99 00',
    arrive_le: '2019-01-01',
  })
  copie.ligne('acces.compte', {
    id: agent.id,
    identifiant,
    mot_de_passe: donnees.motDePasse,
    demonstration: true,
  })
}

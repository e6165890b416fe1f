import { describe, expect, it } from 'vitest'
import { lireConfig } from './config.ts'
import { ConfigInvalide } from './config-env.ts'
import { DELAIS_RFC_5321 } from './config-smtp.ts'

const production = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://a@b/c',
  FIL_ROUGE_SECRET: 's'.repeat(32),
  FIL_ROUGE_ORIGINE: 'https://fil-rouge.exemple',
}
const fautes = (env: Record<string, string>): string[] => {
  try {
    lireConfig(env)
    return []
  } catch (erreur) {
    return erreur instanceof ConfigInvalide ? erreur.fautes : [String(erreur)]
  }
}

describe('L’adresse que les agents ouvrent', () => {
  it.each(['http://fil-rouge.exemple', 'https://fil-rouge.exemple/chemin', ''])(
    'En production, « %s » est refusée',
    origine => {
      expect(fautes({ ...production, FIL_ROUGE_ORIGINE: origine })).toEqual([
        expect.stringContaining('l’adresse https que les agents ouvrent'),
      ])
    },
  )
  it('Avec ou sans barre à la fin, la même', () => {
    for (const fin of ['', '/'])
      expect(
        lireConfig({ ...production, FIL_ROUGE_ORIGINE: `https://a.exemple${fin}` }).origine,
      ).toBe('https://a.exemple')
  })
})

describe('L’adresse de la base', () => {
  it.each(['DATABASE_URL', 'DATABASE_OWNER_URL'])(
    '%s, un signe de son mot de passe mal écrit : dit comment l’écrire, jamais le mot',
    nom => {
      for (const motDePasse of ['jardin#7', '12#jardin', 'jardin/7', 'jardin?7']) {
        const dites = fautes({ ...production, [nom]: `postgres://a:${motDePasse}@b/c` })
        expect(dites).toEqual([
          expect.stringMatching(/ attendu postgres:.*# s’écrit %23, \? %3F, \/ %2F/),
        ])
        expect(dites.join()).not.toContain('jardin')
      }
      expect(fautes({ ...production, [nom]: 'n’importe quoi' })).toEqual([
        expect.stringMatching(/base\.$/),
      ])
      expect(fautes({ ...production, [nom]: 'postgres://a:jardin%237@b/c' })).toEqual([])
    },
  )
  it.each([
    ['postgres://a:b@c', /: le nom de la base manque après l’hôte/],
    ['postgres://a:b@c:5432/?sslmode=require', /: le nom de la base manque après l’hôte/],
    [
      'postgres://a:b@c/d?sslmode=verifyfull',
      /: « sslmode=verifyfull » n’existe pas\. Attendu : .*verify-full/,
    ],
  ])('%s est refusée, et dit ce qui manque', (url, attendu) => {
    for (const nom of ['DATABASE_URL', 'DATABASE_OWNER_URL'])
      expect(fautes({ ...production, [nom]: url })).toEqual([expect.stringMatching(attendu)])
    expect(
      fautes({ ...production, DATABASE_URL: 'postgres:///c?host=/run&sslmode=verify-full' }),
    ).toEqual([])
  })
})

describe('L’envoi des messages dans l’environnement', () => {
  it('En démonstration rien ne part vraiment, et le processus web s’en charge', () => {
    expect(lireConfig({}).envoi).toMatchObject({ sms: 'demo', smtp: 'demo', dansLeWeb: true })
    expect(lireConfig({ FIL_ROUGE_WORKER: '0' }).envoi.dansLeWeb).toBe(false)
  })
  it('En production, sans passerelle, rien n’est supposé ; l’envoi est un autre processus', () => {
    expect(lireConfig(production).envoi).toEqual({
      sms: null,
      smsJeton: null,
      smsSecret: null,
      smtp: null,
      smtpDelais: DELAIS_RFC_5321,
      courrielDe: null,
      dansLeWeb: false,
    })
  })
  it.each([
    [{ FIL_ROUGE_SMS: 'smpp://a:b@smsc.exemple:2775?source=38123' }],
    [{ FIL_ROUGE_SMS: 'ssmpp://a:b@smsc.exemple' }],
    [{ FIL_ROUGE_SMS: 'https://sms.exemple/envois', FIL_ROUGE_SMS_SECRET: 's'.repeat(32) }],
    [
      {
        FIL_ROUGE_SMTP: 'smtps://a:b@courriel.exemple',
        FIL_ROUGE_COURRIEL_DE: 'Service <a@b.exemple>',
      },
    ],
  ])('Est accepté en production : %o', env => {
    expect(fautes({ ...production, ...env })).toEqual([])
  })
  it.each([
    ['une adresse inconnue', { FIL_ROUGE_SMS: 'ftp://a' }, /^FIL_ROUGE_SMS : smpp:/],
    [
      'un serveur de courriel en http',
      { FIL_ROUGE_SMTP: 'http://a', FIL_ROUGE_COURRIEL_DE: 'a@b.exemple' },
      /^FIL_ROUGE_SMTP : smtp:/,
    ],
    [
      'une passerelle en clair',
      { FIL_ROUGE_SMS: 'http://sms.exemple', FIL_ROUGE_SMS_SECRET: 's'.repeat(32) },
      /https/,
    ],
    [
      'des accusés sans secret',
      { FIL_ROUGE_SMS: 'https://sms.exemple', FIL_ROUGE_SMS_SECRET: 'court' },
      /^FIL_ROUGE_SMS_SECRET/,
    ],
    [
      'un courriel sans expéditeur',
      { FIL_ROUGE_SMTP: 'smtp://courriel.exemple' },
      /^FIL_ROUGE_COURRIEL_DE : .*obligatoire/,
    ],
    [
      'un expéditeur sans adresse',
      { FIL_ROUGE_SMTP: 'smtp://a.exemple', FIL_ROUGE_COURRIEL_DE: 'bidule' },
      /« bidule » n’est pas une adresse/,
    ],
    ['la démonstration en production', { FIL_ROUGE_SMS: 'demo' }, /refusé en production/],
  ])('Est refusé : %s', (_nom, env, faute) => {
    expect(fautes({ ...production, ...env })).toEqual([expect.stringMatching(faute)])
  })
  it('Le temps laissé à un serveur de courriel : celui de la RFC, ou ce qui est dit, en secondes', () => {
    const { envoi } = lireConfig({ ...production, FIL_ROUGE_SMTP_DELAIS: 'accueil=60, fin=900' })
    expect(envoi.smtpDelais).toEqual({ ...DELAIS_RFC_5321, accueil: 60_000, fin: 900_000 })
  })
  it.each([
    ['fin=4', /^FIL_ROUGE_SMTP_DELAIS : fin, de 5 à 1800 secondes \(RFC 5321 : 600\)\.$/],
    ['fin=1801', /fin, de 5 à 1800/],
    [
      'fini=600',
      /« fini=600 » ne se lit pas ; connexion, accueil, mail, rcpt, data, bloc, fin, puis des secondes/,
    ],
    ['fin=10min', /ne se lit pas/],
    ['__proto__=60', /ne se lit pas/],
    [
      'fin=1800,accueil=1800',
      /^FIL_ROUGE_SMTP_DELAIS : une heure au plus en tout, 77 minutes sont demandées\.$/,
    ],
  ])(
    'Un temps déraisonnable pour un serveur de courriel est refusé : %s',
    (FIL_ROUGE_SMTP_DELAIS, faute) => {
      expect(fautes({ ...production, FIL_ROUGE_SMTP_DELAIS })).toEqual([
        expect.stringMatching(faute),
      ])
    },
  )
  it('Une démonstration ne peut pas écrire à de vrais numéros, sauf par un serveur de la machine', () => {
    expect(fautes({ FIL_ROUGE_SMS: 'smpp://a:b@smsc.exemple' })).toEqual([
      expect.stringMatching(/en démonstration/),
    ])
    expect(fautes({ FIL_ROUGE_SMS: 'smpp://a:b@localhost:2775' })).toEqual([])
    expect(fautes({ FIL_ROUGE_DEMO: '0', FIL_ROUGE_SMS: 'smpp://a:b@smsc.exemple' })).toEqual([])
  })
})

describe('Le réseau dans l’environnement', () => {
  it('Par défaut aucun mandataire n’est cru, les mesures ne répondent nulle part, aucun contact n’est dit', () => {
    expect(lireConfig(production)).toMatchObject({
      mandataires: [],
      metriques: null,
      contactDeSecurite: null,
    })
  })
  it('Une liste de mandataires, un port de mesures sur la machine seule ou une adresse, un contact, une origine sans barre', () => {
    const lue = lireConfig({
      ...production,
      FIL_ROUGE_ORIGINE: 'https://fil-rouge.exemple/',
      FIL_ROUGE_MANDATAIRES: '10.0.0.4, 10.1.0.0/16 2001:db8::/32',
      FIL_ROUGE_METRIQUES: '9464',
      FIL_ROUGE_CONTACT_SECURITE: 'mailto:securite@exemple.fr',
    })
    expect(lue.mandataires).toEqual(['10.0.0.4', '10.1.0.0/16', '2001:db8::/32'])
    expect(lue.metriques).toEqual({ hote: '127.0.0.1', port: 9464 })
    expect([lue.contactDeSecurite, lue.origine]).toEqual([
      'mailto:securite@exemple.fr',
      'https://fil-rouge.exemple',
    ])
    expect(lireConfig({ ...production, FIL_ROUGE_METRIQUES: '[::1]:9464' }).metriques).toEqual({
      hote: '::1',
      port: 9464,
    })
  })
  it.each([
    [
      'un mandataire par son nom',
      { FIL_ROUGE_MANDATAIRES: 'mandataire.exemple' },
      /^FIL_ROUGE_MANDATAIRES/,
    ],
    ['le monde entier', { FIL_ROUGE_MANDATAIRES: '0.0.0.0/0' }, /^FIL_ROUGE_MANDATAIRES/],
    [
      'les mesures au port des agents',
      { PORT: '3000', FIL_ROUGE_METRIQUES: '3000' },
      /^FIL_ROUGE_METRIQUES : un autre port/,
    ],
    ['les mesures sans port', { FIL_ROUGE_METRIQUES: 'oui' }, /^FIL_ROUGE_METRIQUES : un port/],
    [
      'un contact en clair',
      { FIL_ROUGE_CONTACT_SECURITE: 'http://exemple.fr' },
      /^FIL_ROUGE_CONTACT_SECURITE/,
    ],
  ])('Est refusé : %s', (_nom, env, faute) => {
    expect(fautes({ ...production, ...env })).toEqual([expect.stringMatching(faute)])
  })
})

describe('La base dans l’environnement', () => {
  it('Sans rien dire, l’écran n’attend pas longtemps ; l’envoi des messages, que personne n’attend, a plus de temps', () => {
    const web = {
      max: 20,
      requeteMs: 30_000,
      verrouMs: 5_000,
      inactifMs: 60_000,
      connexionMs: 5_000,
    }
    const envoi = {
      max: 8,
      requeteMs: 60_000,
      verrouMs: 15_000,
      inactifMs: 60_000,
      connexionMs: 10_000,
    }
    expect(lireConfig(production).connexions).toEqual({ web, envoi })
  })
  it('Ce qui est dit l’est pour le processus qui le lit, en secondes', () => {
    const { connexions } = lireConfig({
      ...production,
      FIL_ROUGE_CONNEXIONS: '40',
      FIL_ROUGE_DELAI_VERROU: '2',
      FIL_ROUGE_DELAI_REQUETE: '10',
    })
    expect(connexions.web).toMatchObject({
      max: 40,
      verrouMs: 2_000,
      requeteMs: 10_000,
      connexionMs: 5_000,
    })
    expect(connexions.envoi).toMatchObject({ max: 40, verrouMs: 2_000, requeteMs: 10_000 })
  })
  it.each([
    [
      'trop peu de connexions',
      { FIL_ROUGE_CONNEXIONS: '2' },
      /^FIL_ROUGE_CONNEXIONS : un nombre de connexions, de 3 à 500/,
    ],
    [
      'une durée en mots',
      { FIL_ROUGE_DELAI_REQUETE: '30s' },
      /^FIL_ROUGE_DELAI_REQUETE : un nombre de secondes, de 1 à 3600/,
    ],
    ['une attente sans fin', { FIL_ROUGE_DELAI_CONNEXION: '0' }, /^FIL_ROUGE_DELAI_CONNEXION/],
    [
      'un verrou plus long que la requête',
      { FIL_ROUGE_DELAI_VERROU: '31' },
      /^FIL_ROUGE_DELAI_VERROU : au plus FIL_ROUGE_DELAI_REQUETE/,
    ],
  ])('Est refusé : %s', (_nom, env, faute) => {
    expect(fautes({ ...production, ...env })).toEqual([expect.stringMatching(faute)])
  })
})
